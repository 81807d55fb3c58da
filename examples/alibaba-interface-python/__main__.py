"""Creates a network interface and attaches it to an instance on Alibaba Cloud."""

import pulumi
import pulumi_eni as eni

config = pulumi.Config()
region_id = config.get("regionId") or "cn-hangzhou"

data = eni.alibaba.NetworkInterface(
    "data",
    region_id=region_id,
    subnet_id=config.require("subnetId"),
    security_group_id=config.require("securityGroupId"),
    name="data",
    description=config.get("description") or "created by Pulumi",
)

attachment = eni.alibaba.NetworkInterfaceAttachment(
    "data",
    region_id=region_id,
    network_interface_id=data.id,
    instance_id=config.require("instanceId"),
    timeouts=eni.TimeoutsArgs(create="5m"),
)

pulumi.export("networkInterfaceId", data.id)
pulumi.export("privateIpAddress", data.private_ip_address)
# Where the guest finds the interface.
pulumi.export("deviceIndex", attachment.device_index)
