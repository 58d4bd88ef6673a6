using System.Text.Json.Nodes;

namespace Orders.Tests.Deployment;

/// <summary>Who reaches what.</summary>
[Collection(nameof(Stacks))]
public sealed class NetworkTests(Stacks stacks)
{
    [Theory]
    [InlineData("RDS::DBSubnetGroup")]
    [InlineData("ElastiCache::SubnetGroup")]
    [InlineData("OpenSearchService::Domain")]
    public void DataStore_IsWhereNoRouteLeadsOut(string type)
    {
        var store = stacks.Rolling.Only(type);
        var subnets = store.List("SubnetIds").Concat(store["VPCOptions"]?["SubnetIds"]?.AsArray() ?? []).ToList();
        Assert.Equal(2, subnets.Count);
        Assert.All(subnets, subnet => Assert.Null(WayOut(subnet)));
    }

    [Fact]
    public void Database_IsNotPublic() => Assert.All(stacks.Rolling.Of("RDS::DBInstance"), static instance => Assert.False((bool)instance["PubliclyAccessible"]!));

    [Fact]
    public void Tasks_ReachOutThroughNat_AndHaveNoAddressOfTheirOwn()
    {
        foreach (var stack in new[] { stacks.Rolling, stacks.BlueGreen })
        {
            var network = stack.Only("ECS::Service")["NetworkConfiguration"]!["AwsvpcConfiguration"]!;
            Assert.Equal("DISABLED", (string?)network["AssignPublicIp"]);
            Assert.All(network["Subnets"]!.AsArray(), subnet => Assert.Equal("AWS::EC2::NatGateway", WayOut(subnet)));
        }
    }

    [Fact]
    public void OnlyTheLoadBalancer_IsOpenToTheWorld_AndTheBastionToTheOffice()
    {
        foreach (var stack in new[] { stacks.Rolling, stacks.BlueGreen })
        {
            Assert.Equal(
                ["0.0.0.0/0 -> LoadBalancer:443", "0.0.0.0/0 -> LoadBalancer:80", "203.0.113.0/24 -> Bastion:22"],
                Ingress(stack).Where(static rule => rule.From is not null).Select(static rule => $"{rule.From} -> {rule.To}:{rule.Port}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void AllOthers_AreTrustedByTheirSecurityGroup() => Assert.Equal(
        [
            "Bastion -> Database:5432", "Bastion -> Search:443", "Check -> Service:8080", "Ingestion -> Search:443",
            "LoadBalancer -> Service:8080", "Service -> Cache:6379", "Service -> Database:5432",
        ],
        Ingress(stacks.BlueGreen).Where(static rule => rule.From is null).Select(static rule => $"{rule.Group} -> {rule.To}:{rule.Port}").Order(StringComparer.Ordinal));

    [Fact]
    public void LoadBalancersGroup_IsNobodyElses()
    {
        var group = Synthesized.Name(Assert.Single(stacks.Rolling.Only("ElasticLoadBalancingV2::LoadBalancer").List("SecurityGroups")));
        var holders = stacks.Rolling.All.Where(resource => !resource.Type.StartsWith("AWS::EC2::SecurityGroup", StringComparison.Ordinal)
            && resource.Properties.ToJsonString().Contains($"\"{group}\"", StringComparison.Ordinal));
        Assert.Equal("AWS::ElasticLoadBalancingV2::LoadBalancer", Assert.Single(holders).Type);
    }

    [Fact]
    public void PlainHttp_IsOnlyRedirected()
    {
        foreach (var listener in stacks.BlueGreen.Of("ElasticLoadBalancingV2::Listener"))
        {
            Assert.True((string?)listener["Protocol"] == "HTTPS"
                ? listener.List("Certificates").Count == 1
                : listener.List("DefaultActions").All(static action => (string?)action!["RedirectConfig"]?["Protocol"] == "HTTPS"));
        }
    }

    /// <summary>The type of what the default route of a subnet leads to; null when there is none.</summary>
    private string? WayOut(JsonNode? subnet)
    {
        var association = stacks.Rolling.Of("EC2::SubnetRouteTableAssociation").Single(candidate => Synthesized.Name(candidate["SubnetId"]) == Synthesized.Name(subnet));
        var route = stacks.Rolling.Of("EC2::Route").SingleOrDefault(candidate => Synthesized.Name(candidate["RouteTableId"]) == Synthesized.Name(association["RouteTableId"]));
        return stacks.Rolling.Named(route?["NatGatewayId"] ?? route?["GatewayId"])?.Type;
    }

    /// <summary>Every rule that lets something in: from addresses, or from the group of that name.</summary>
    private static IEnumerable<(string? From, string? Group, string To, int Port)> Ingress(Synthesized stack)
    {
        var inline = stack.Of("EC2::SecurityGroup").SelectMany(static group => group.List("SecurityGroupIngress").Select(rule => (group.Name, Rule: rule!)));
        var apart = stack.Of("EC2::SecurityGroupIngress").Select(static rule => (Name: Synthesized.Name(rule["GroupId"])!, Rule: rule.Properties));
        foreach (var (group, rule) in inline.Concat(apart))
        {
            Assert.Equal(("tcp", (int)rule["FromPort"]!), ((string?)rule["IpProtocol"], (int)rule["ToPort"]!));
            Assert.NotEqual(rule["CidrIp"] is null, rule["SourceSecurityGroupId"] is null);
            yield return ((string?)rule["CidrIp"], Short(Synthesized.Name(rule["SourceSecurityGroupId"])), Short(group)!, (int)rule["FromPort"]!);
        }

        static string? Short(string? name) => name?["SecurityGroups".Length..^8];
    }
}
