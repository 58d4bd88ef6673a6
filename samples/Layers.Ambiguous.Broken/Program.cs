using Clinic.Booking.Visits;

Console.WriteLine(new Visit("Ada"));
