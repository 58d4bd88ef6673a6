using Clinic.Domain;
using Clinic.Domain.Billing;
using Clinic.Domain.Planning;
using Clinic.Infrastructure;

// The one place that knows both sides and puts them together.
var store = new FileVisitStore();
new CloseVisit(store).Run(new Visit("Ada"));
Console.WriteLine(store.Count);
Console.WriteLine(new Appointment(new DateOnly(2026, 3, 2), 20, new Tariff(3.5m)).Costs);
