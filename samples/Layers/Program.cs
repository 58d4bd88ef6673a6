using Clinic.Domain;
using Clinic.Infrastructure;

// The one place that knows both sides and puts them together.
var store = new FileVisitStore();
new CloseVisit(store).Run(new Visit("Ada"));
Console.WriteLine(store.Count);
