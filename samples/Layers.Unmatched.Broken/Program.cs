using Clinic;
using Clinic.Common;

VisitFiles.Write(Patients.Visit("Ada"));
