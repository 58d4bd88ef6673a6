global using Arch.Package.Tests.Harness;
