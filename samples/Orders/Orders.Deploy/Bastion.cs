using Amazon.CDK.AWS.EC2;
using Constructs;

namespace Orders.Deploy;

/// <summary>The one machine that people sign in to. It has no key pair: EC2 Instance Connect puts a key there for a minute, under the name of who asked.</summary>
internal sealed class Bastion : Construct
{
    public Bastion(Construct scope, string id, IVpc vpc, ISecurityGroup group) : base(scope, id) =>
        _ = new BastionHostLinux(this, "Host", new BastionHostLinuxProps
        {
            Vpc = vpc,
            SubnetSelection = Network.Public,
            SecurityGroup = group,
            InstanceType = Amazon.CDK.AWS.EC2.InstanceType.Of(InstanceClass.T4G, InstanceSize.NANO),
            MachineImage = MachineImage.LatestAmazonLinux2023(new AmazonLinux2023ImageSsmParameterProps { CpuType = AmazonLinuxCpuType.ARM_64 }),
            RequireImdsv2 = true,
            BlockDevices = [new BlockDevice { DeviceName = "/dev/xvda", Volume = BlockDeviceVolume.Ebs(10, new EbsDeviceOptions { Encrypted = true }) }],
        });
}
