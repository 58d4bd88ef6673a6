using Clinic.Domain.Billing;
using Clinic.Domain.Planning;

Console.WriteLine(new Invoice(new Appointment(new DateOnly(2026, 3, 2), 20, new Tariff(3.5m))));
