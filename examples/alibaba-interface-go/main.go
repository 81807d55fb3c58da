// Creates a network interface and attaches it to an instance on Alibaba Cloud.
package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-eni/sdk/go/eni"
	"pulumi-eni/sdk/go/eni/alibaba"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		conf := config.New(ctx, "")
		regionId := pulumi.String("cn-hangzhou")
		if configured := conf.Get("regionId"); configured != "" {
			regionId = pulumi.String(configured)
		}
		description := conf.Get("description")
		if description == "" {
			description = "created by Pulumi"
		}

		data, err := alibaba.NewNetworkInterface(ctx, "data", &alibaba.NetworkInterfaceArgs{
			RegionId:        regionId,
			SubnetId:        pulumi.String(conf.Require("subnetId")),
			SecurityGroupId: pulumi.String(conf.Require("securityGroupId")),
			Name:            pulumi.String("data"),
			Description:     pulumi.String(description),
		})
		if err != nil {
			return err
		}

		attachment, err := alibaba.NewNetworkInterfaceAttachment(ctx, "data", &alibaba.NetworkInterfaceAttachmentArgs{
			RegionId:           regionId,
			NetworkInterfaceId: data.ID(),
			InstanceId:         pulumi.String(conf.Require("instanceId")),
			Timeouts:           &eni.TimeoutsArgs{Create: pulumi.String("5m")},
		})
		if err != nil {
			return err
		}

		ctx.Export("networkInterfaceId", data.ID())
		ctx.Export("privateIpAddress", data.PrivateIpAddress)
		// Where the guest finds the interface.
		ctx.Export("deviceIndex", attachment.DeviceIndex)
		return nil
	})
}
