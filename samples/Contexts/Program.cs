using Clinic.Billing;
using Clinic.Booking;

// The host belongs to no context: it knows all of them and puts them together.
var visits = new VisitBook();
var invoices = new InvoiceBook();
visits.Closed += invoices.Add;
visits.Close(new Visit("Ada"));
Console.WriteLine(invoices.Count);
