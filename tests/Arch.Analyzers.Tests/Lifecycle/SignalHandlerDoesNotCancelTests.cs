using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.SignalHandlerDoesNotCancel>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SignalHandlerDoesNotCancelTests
{
    internal static string Program(string handler, string members = "") => $$"""
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;

        class Program
        {
            static readonly CancellationTokenSource Stop = new();
            static readonly TaskCompletionSource Done = new();
            static readonly ManualResetEventSlim Gate = new();
            static bool _stopping;

            static void Main()
            {
                using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, {{handler}});
                Done.Task.Wait(Stop.Token);
            }

            static void Save() => Console.WriteLine(_stopping);
            {{members}}
        }
        """;

    // ---- Silent

    [Theory]
    [InlineData("context => { context.Cancel = true; Stop.Cancel(); }")]
    [InlineData("(PosixSignalContext context) => { Stop.Cancel(); context.Cancel = true; }")]
    [InlineData("delegate (PosixSignalContext context) { context.Cancel = true; Stop.Cancel(); }")]
    [InlineData("async context => { context.Cancel = true; await Task.Delay(10); Stop.Cancel(); }")]
    [InlineData("context => { if (!_stopping) context.Cancel = true; Stop.Cancel(); }")]
    public Task CancelledSignal_IsSilent(string handler) => Rule.Csharp(Refs.Net10, Program(handler));

    [Theory]
    [InlineData("_ => { Stop.Cancel(); Done.Task.Wait(); }")]
    [InlineData("_ => { Stop.Cancel(); Gate.Wait(); }")]
    [InlineData("_ => { Stop.Cancel(); Thread.Sleep(1000); }")]
    [InlineData("_ => { Stop.Cancel(); Done.Task.GetAwaiter().GetResult(); }")]
    [InlineData("_ => { Stop.Cancel(); while (!_stopping) { } }")]
    [InlineData("_ => { _stopping = true; Environment.Exit(0); }")]
    public Task HandlerThatWaits_IsSilent(string handler) => Rule.Csharp(Refs.Net10, Program(handler));

    [Theory]
    [InlineData("_ => GC.Collect()")]
    [InlineData("context => Handle(context)", "static void Handle(PosixSignalContext signal) { signal.Cancel = true; Stop.Cancel(); }")]
    [InlineData("Handle", "static void Handle(PosixSignalContext signal) { signal.Cancel = true; Stop.Cancel(); }")]
    [InlineData("Handler", "static Action<PosixSignalContext> Handler = _ => Stop.Cancel();")]
    [InlineData("Make()", "static Action<PosixSignalContext> Make() => _ => Stop.Cancel();")]
    [InlineData("context => Other.Handle(context)", "static class Other { public static void Handle(PosixSignalContext c) => c.Cancel = true; }")]
    [InlineData("context => { context.Cancel = _stopping; Stop.Cancel(); }")]
    [InlineData("context => { var c = context; c.Cancel = true; Stop.Cancel(); }")]
    public Task WhatElseIsDone_IsSilent(string handler, string members = "") => Rule.Csharp(Refs.Net10, Program(handler, members));

    [Theory]
    [InlineData("SIGINT")]
    [InlineData("SIGHUP")]
    [InlineData("SIGQUIT")]
    public Task OtherSignal_IsSilent(string signal) => Rule.Csharp(Refs.Net10, Program("_ => Stop.Cancel()").Replace("SIGTERM", signal));

    [Fact]
    public Task UnknownSignal_IsSilent() => Rule.Csharp(Refs.Net10, Program("_ => Stop.Cancel()", "static PosixSignal Which() => PosixSignal.SIGTERM;").Replace("PosixSignal.SIGTERM,", "Which(),"));

    // All registrations of a signal share one context, and the host's own cancels.
    [Theory]
    [InlineData("static void Host(string[] args) => Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).Build();")]
    [InlineData("static object Web() => Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder();")]
    public Task ProgramWithAHost_IsSilent(string members) => Rule.Csharp(Refs.Web, Program("_ => Stop.Cancel()", members));

    [Theory]
    [InlineData("static PosixSignalRegistration Other = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);")]
    [InlineData("static PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context => context.Cancel = true);")]
    public Task OtherRegistration_IsSilent(string members) => Rule.Csharp(Refs.Net10, Program("_ => Stop.Cancel()", members));

    // ---- Firing

    [Fact]
    public Task RegistrationOfAnotherSignal_Reports() => Rule.Csharp(Refs.Net10, Program(
        "[|_ =>|] Stop.Cancel()", "static PosixSignalRegistration Other = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);"));

    [Theory]
    [InlineData("[|_ =>|] Stop.Cancel()")]
    [InlineData("[|_ =>|] Done.TrySetResult()")]
    [InlineData("[|_ =>|] _stopping = true")]
    [InlineData("[|_ =>|] { }")]
    [InlineData("[|_ =>|] { Console.WriteLine(\"stopping\"); Stop.Cancel(); }")]
    [InlineData("[|async _ =>|] { await Task.Delay(10); Stop.Cancel(); }")]
    [InlineData("[|(PosixSignalContext context) =>|] { context.Cancel = false; Gate.Set(); }")]
    [InlineData("[|delegate (PosixSignalContext context)|] { Stop.Cancel(); }")]
    [InlineData("[|delegate|] { Stop.Cancel(); }")]
    [InlineData("[|Handle|]", "static void Handle(PosixSignalContext signal) => Stop.Cancel();")]
    [InlineData("[|_ =>|] Handle()", "static void Handle() { _stopping = true; Stop.Cancel(); }")]
    public Task SignalWithoutCancel_Reports(string handler, string members = "") => Rule.Csharp(Refs.Net10, Program(handler, members));

    [Theory]
    [InlineData("(PosixSignal)15")]
    [InlineData("(PosixSignal)(-4)")]
    [InlineData("PosixSignal.SIGTERM")]
    public Task EverySpellingOfTheSignal_Reports(string signal) => Rule.Csharp(
        Refs.Net10, Program("[|signal =>|] Stop.Cancel()").Replace("PosixSignal.SIGTERM", signal),
        message: "This SIGTERM handler does not set 'signal.Cancel', so .NET ends the process as soon as it returns (exit code 143) and the drain it signals never runs; make 'signal.Cancel = true;' its first statement");

    [Fact]
    public Task CancelAfterAwait_Reports() => Rule.Csharp(
        Refs.Net10, Program("async context => { await Task.Delay(10); [|context.Cancel = true|]; Stop.Cancel(); }"),
        message: "'context.Cancel = true' comes after an await: .NET has ended the process by then (exit code 143); make it the first statement of the handler");

    private static string Endless(string handler, string wait = "Thread.Sleep(-1);", string members = "") =>
        Program(handler, members).Replace("Done.Task.Wait(Stop.Token);", wait);

    [Theory]
    [InlineData("context => { context.Cancel = true; Stop.Cancel(); }", "Stop.Token.WaitHandle.WaitOne();")]
    [InlineData("async context => { context.Cancel = true; await Task.Delay(10); Stop.Cancel(); }", "Stop.Token.WaitHandle.WaitOne();")]
    [InlineData("context => { context.Cancel = true; _stopping = true; }", "while (!_stopping) { }")]
    [InlineData("context => { context.Cancel = true; Environment.Exit(0); }", "Thread.Sleep(-1);")]
    [InlineData("context => { context.Cancel = true; Save(); }", "Thread.Sleep(-1);")]
    [InlineData("context => context.Cancel = true", "Save();")]
    [InlineData("context => context.Cancel = true", "while (true) { if (_stopping) break; }")]
    [InlineData("context => context.Cancel = true", "while (true) { Console.ReadLine(); }")]
    public Task CancelThatEndsSomething_IsSilent(string handler, string wait) =>
        Rule.Csharp(Refs.Net10, Endless(handler, wait).Replace("static void Save() => Console.WriteLine(_stopping);", "static void Save() => GC.Collect();"));

    [Theory]
    [InlineData("[|context =>|] context.Cancel = true")]
    [InlineData("[|context =>|] { context.Cancel = true; Console.WriteLine(\"stopping\"); }")]
    [InlineData("[|Handle|]", "Thread.Sleep(-1);", "static void Handle(PosixSignalContext signal) => signal.Cancel = true;")]
    [InlineData("[|context =>|] context.Cancel = true", "while (true) Thread.Sleep(1000);")]
    [InlineData("[|context =>|] context.Cancel = true", "Stop.Token.WaitHandle.WaitOne();")]
    public Task SwallowedSignal_Reports(string handler, string wait = "Thread.Sleep(-1);", string members = "") => Rule.Csharp(
        Refs.Net10, Endless(handler, wait, members),
        message: "This handler cancels SIGTERM but ends nothing: the process lives on until SIGKILL; cancel a CancellationTokenSource that the entry point waits on");
}
