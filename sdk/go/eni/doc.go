// Attach and detach cloud network interfaces from Pulumi programs: Alibaba Cloud, Tencent Cloud and Zenlayer, with an emulator of all three
package eni
