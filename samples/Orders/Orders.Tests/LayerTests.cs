using NetArchTest.Rules;
using Orders.Application;
using Orders.Deploy;
using Orders.Domain;
using Orders.Infrastructure;

namespace Orders.Tests;

/// <summary>What arch.json says at compile time, said once more of the compiled assemblies.</summary>
public class LayerTests
{
    private static readonly string[] Vendors = ["Amazon", "StackExchange.Redis", "Npgsql", "Microsoft.EntityFrameworkCore"];

    [Fact]
    public void Domain_KnowsNobody() => AssertNone(Types.InAssembly(typeof(Order).Assembly).ShouldNot().HaveDependencyOnAny(
        ["Orders.Application", "Orders.Infrastructure", "Orders.Api", "Microsoft", .. Vendors]));

    [Fact]
    public void Application_KnowsTheDomainOnly() => AssertNone(Types.InAssembly(typeof(OutboxDelivery).Assembly).ShouldNot().HaveDependencyOnAny(
        ["Orders.Infrastructure", "Orders.Api", "Microsoft", .. Vendors]));

    [Fact]
    public void Infrastructure_DoesNotKnowTheApi() => AssertNone(Types.InAssembly(typeof(OutboxWorker).Assembly).ShouldNot().HaveDependencyOn("Orders.Api"));

    [Fact]
    public void Api_KnowsInfrastructureInOnePlaceOnly() => AssertNone(Types.InAssembly(typeof(Program).Assembly).That().DoNotHaveName("Program")
        .ShouldNot().HaveDependencyOnAny(["Orders.Infrastructure", .. Vendors]));

    [Fact]
    public void Deploy_KnowsNobody() => AssertNone(Types.InAssembly(typeof(OrdersApp).Assembly).ShouldNot().HaveDependencyOnAny(
        ["Orders.Domain", "Orders.Application", "Orders.Infrastructure", "Orders.Api"]));

    private static void AssertNone(ConditionList condition) => Assert.Empty((condition.GetResult().FailingTypes ?? []).Select(static type => type.FullName));
}
