using System.Diagnostics;

namespace Arch.Package.Tests;

/// <summary>An architecture that nobody kept for years, from the day on which it is written down: what is broken is recorded, and only ever gets less.</summary>
public sealed class RatchetTests
{
    private const string Rules = "ARCH4001 ARCH4002 ARCH4003 ARCH4004 ARCH4005 ARCH4006";

    private const string Architecture = """
        {
          "layers": {
            "Domain": { "match": "Clinic.{ctx}.Domain", "mayUse": [] },
            "Storage": { "match": "Clinic.{ctx}.Storage", "mayUse": ["Domain"] }
          },
          "packages": { "Domain": { "deny": "AWSSDK.*" } },
          "contexts": { "match": "Clinic.{ctx}", "public": "Clinic.{ctx}.Contracts" },
          "cycles": [{ "within": "Clinic.{ctx}.Domain" }],
          "unmatched": { "within": "Clinic" }
        }

        """;

    private const string Visit = """
        namespace Clinic.Booking.Domain.Visits
        {
            public record Visit(Rooms.Room Room);
        }

        namespace Clinic.Booking.Domain.Rooms
        {
            public record Room(int Number)
            {
                public bool Has(Visits.Visit visit) => visit.Room == this;

                public Visits.Visit Open() => new(this);
            }
        }

        """;

    private const string VisitBook = """
        using Amazon.SQS;
        using Clinic.Booking.Storage;

        namespace Clinic.Booking.Domain.Visits;

        public class VisitBook(VisitFiles files, IAmazonSQS queue)
        {
            public override string ToString() => $"{files} {queue}";
        }

        """;

    private const string VisitFiles = """
        namespace Clinic.Booking.Storage
        {
            public class VisitFiles;

            public class RoomFiles;
        }

        namespace Clinic.Booking
        {
            public class Days;
        }

        """;

    private const string Invoice = """
        using Clinic.Booking.Domain.Visits;

        namespace Clinic.Billing.Domain;

        public record Invoice(Visit Visit);

        """;

    [Fact]
    public async Task WhatIsThereStays_NothingNewComesIn_AndWhatIsRepairedIsToldSo()
    {
        var scratch = (await Scratch.Create("ratchet"))
            .Write("arch.json", Architecture)
            .Write("arch.baseline.txt", "")
            .Project("Clinic.Booking", Projects.Csproj().Replace("Shop", "Clinic.Booking"))
            .Write("Clinic.Booking/Visit.cs", Visit)
            .Write("Clinic.Booking/VisitBook.cs", VisitBook)
            .Write("Clinic.Booking/VisitFiles.cs", VisitFiles)
            .Project("Clinic.Billing", Projects.Csproj(items: Projects.Package + """<ProjectReference Include="../Clinic.Booking/Clinic.Booking.csproj" />""").Replace("Shop", "Clinic.Billing"))
            .Write("Clinic.Billing/Invoice.cs", Invoice);
        var recorded = await Record(scratch);
        Assert.Equal(
            """
            ARCH4001 Clinic.Booking Clinic.Booking.Domain.Visits.VisitBook -> Clinic.Booking.Storage.VisitFiles
            ARCH4002 Clinic.Booking Clinic.Booking.Domain.Visits.VisitBook -> AWSSDK.SQS
            ARCH4003 Clinic.Billing <assembly> -> Clinic.Booking
            ARCH4004 Clinic.Billing Clinic.Billing.Domain.Invoice -> Clinic.Booking.Domain.Visits.Visit
            ARCH4005 Clinic.Booking Clinic.Booking.Days
            ARCH4006 Clinic.Booking Clinic.Booking.Domain -> Rooms|Visits

            """, recorded);
        var build = await scratch.Build("CI=true");
        build.AssertSucceeded();
        Assert.Equal("", build["Clinic.Booking"].Findings + build["Clinic.Billing"].Findings);
        Assert.Equal("../arch.baseline.txt:1 note ARCH9004", build["Clinic.Booking"].FindingsOf("ARCH9003", "ARCH9004"));
        Assert.Equal("../arch.baseline.txt:1 note ARCH9004", build["Clinic.Billing"].FindingsOf("ARCH9003", "ARCH9004"));

        // One branch: in the same line as what is known, something new.
        scratch.Write("Clinic.Booking/VisitBook.cs", VisitBook.Replace("VisitFiles files", "VisitFiles files, RoomFiles rooms").Replace("{files}", "{files} {rooms}"));
        var broken = await scratch.Build("CI=true");
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Equal("VisitBook.cs:6 error ARCH4001", broken["Clinic.Booking"].Findings);
        var ours = await Record(scratch);
        const string added = "ARCH4001 Clinic.Booking Clinic.Booking.Domain.Visits.VisitBook -> Clinic.Booking.Storage.RoomFiles\n";
        Assert.Equal(added + recorded, ours);

        // The other branch: the same in billing. And somebody takes the queue out of the domain.
        scratch.Write("Clinic.Booking/VisitBook.cs", VisitBook).Write("arch.baseline.txt", recorded).Write("Clinic.Billing/Credit.cs", Invoice.Replace("Invoice", "Credit"));
        var theirs = await Record(scratch);

        // Both, as git merges them with its driver 'union'.
        scratch.Write("Clinic.Booking/VisitBook.cs", VisitBook.Replace("VisitFiles files, IAmazonSQS queue", "VisitFiles files, RoomFiles rooms").Replace("{queue}", "{rooms}"))
            .Write("arch.baseline.txt", ours).Write("base.txt", recorded).Write("theirs.txt", theirs);
        using var git = Process.Start(new ProcessStartInfo("git", ["merge-file", "--union", "arch.baseline.txt", "base.txt", "theirs.txt"]) { WorkingDirectory = scratch.Directory })!;
        await git.WaitForExitAsync();
        Assert.Equal(added + theirs, scratch.Read("arch.baseline.txt"));
        build = await scratch.Build("CI=true");
        build.AssertSucceeded();
        Assert.Equal("", build["Clinic.Booking"].Findings + build["Clinic.Billing"].Findings);
        Assert.Equal("../arch.baseline.txt:3 note ARCH9003", build["Clinic.Booking"].FindingsOf("ARCH9003"));

        // The domain is to be clean from now on: what is recorded of it counts no longer, all the rest does.
        scratch.Write("arch.json", Architecture.Replace("\"cycles\"", "\"baseline\": { \"strict\": \"Domain\" }, \"cycles\""));
        var strict = await scratch.Build("CI=true");
        Assert.Equal("Visit.cs:3 error ARCH4006\nVisitBook.cs:6 error ARCH4001\nVisitBook.cs:6 error ARCH4001", strict["Clinic.Booking"].Findings);
    }

    private static async Task<string> Record(Scratch scratch)
    {
        await scratch.Format(Rules, "ArchRecordBaseline=true");
        return scratch.Read("arch.baseline.txt").ReplaceLineEndings("\n");
    }
}
