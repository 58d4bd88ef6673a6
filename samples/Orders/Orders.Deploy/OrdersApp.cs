using Amazon.CDK;

namespace Orders.Deploy;

public static class OrdersApp
{
    public static (Stack Orders, Stack Edge) Add(App app)
    {
        // Without it all launch templates that the CDK makes have one name, and the second stack in an account fails.
        app.Node.SetContext("@aws-cdk/aws-ec2:uniqueImdsv2TemplateName", true);
        var settings = Settings.Of(app.Node);
        var orders = new OrdersStack(app, "Orders", settings);

        // CloudFront takes certificates and web ACLs from this region only. The stacks share nothing but the name of the origin, so that each can be deployed alone.
        var edge = new EdgeStack(app, "OrdersEdge", settings, new StackProps { Env = new Amazon.CDK.Environment { Region = "us-east-1" } });
        return (orders, edge);
    }
}
