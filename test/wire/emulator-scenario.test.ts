import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, loadScenario, manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { administer } from "./emulator-admin-caller";
import { popClient, region } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";

const clock = manualClock();
const emulator = emulatorOfSuite({ clock, transitionMs: 1000 });

const admin = (method: string, path: string, input?: unknown) => administer(emulator, method, path, input);

describe("A seed", () => {
  const vSwitch = "vsw-bp1main0000000000001";
  const tiny = "vsw-bp1tiny0000000000001";
  const at = (address: string) => [{ address, primary: true }];
  const one = { cloud, id: "eni-x", subnetId: vSwitch };
  it.each<[string, object, RegExp]>([
    [
      "an instance",
      { interfaces: [{ ...one, instanceId: "i-none" }] },
      /interfaces\[0\]\.instanceId: .*i-none/,
    ],
    [
      "a security group",
      { interfaces: [{ ...one, securityGroupIds: ["sg-none"] }] },
      /interfaces\[0\]\.securityGroupIds\[0\]: /,
    ],
    ["an account", { interfaces: [{ ...one, accountId: "7" }] }, /interfaces\[0\]\.accountId: /],
    [
      "an instance's type",
      { instances: [{ ...one, id: "i-x", instanceType: "no.such" }] },
      /instances\[0\]\.instanceType: .*no\.such/,
    ],
    [
      "an instance's group",
      { instances: [{ ...one, id: "i-x", securityGroupIds: ["sg-none"] }] },
      /instances\[0\]\.securityGroupIds\[0\]: /,
    ],
    ["an instance's subnet", { instances: [{ cloud, id: "i-x" }] }, /instances\[0\]\.subnetId: is missing/],
    [
      "a subnet's VPC",
      { subnets: [{ cloud, id: "s", vpcId: "vpc-none", zoneId: "z", cidr: "10.0.0.0/24" }] },
      /subnets\[0\]\.vpcId: .*vpc-none/,
    ],
    [
      "an address outside",
      { interfaces: [{ ...one, privateIps: at("10.0.0.1") }] },
      /interfaces\[0\]\.privateIps\[0\]\.address: 10\.0\.0\.1 is not in/,
    ],
    [
      "an address that is taken",
      { interfaces: [{ ...one, privateIps: at("172.16.0.1") }] },
      /privateIps\[0\]\.address: .* of eni-bp1primary/,
    ],
    [
      "an address twice",
      { interfaces: ["eni-x", "eni-y"].map((id) => ({ ...one, id, privateIps: at("172.16.9.9") })) },
      /interfaces\[1\]\.privateIps\[0\]\.address: .* of eni-x/,
    ],
    [
      "more interfaces than the subnet has addresses",
      { interfaces: [1, 2, 3, 4, 5].map((number) => ({ cloud, id: `eni-x${number}`, subnetId: tiny })) },
      /interfaces\[4\]\.subnetId: .* no free address/,
    ],
    ["a setting", { settings: { "no.such": "x" } }, /settings: "no\.such"/],
  ])("a seed that names %s that does not fit changes nothing", async (_name, wrong, message) => {
    const before = [await admin("GET", "state"), emulator.faults.list(), emulator.throttles.list()];
    const {
      interfaces = [],
      instances = [],
      ...others
    } = wrong as { interfaces?: object[]; instances?: object[] };
    const right = {
      vpcs: [{ cloud, id: "vpc-new", regionId: "cn-hangzhou" }],
      faults: [{ kind: "hang" }],
      throttles: [{ cloud, limit: 1, windowMs: 1000 }],
      transitionMs: 77_000,
      interfaces: [...interfaces, { cloud, id: free, name: "renamed" }],
      instances: [...instances, { cloud, id: running, name: "renamed" }],
    };
    const { status, body } = await admin("POST", "seed", { ...right, ...others });
    expect(body.error).toMatch(message);
    expect(status).toBe(400);
    expect([await admin("GET", "state"), emulator.faults.list(), emulator.throttles.list()]).toEqual(before);
    emulator.act({ cloud, act: "set-interface", interfaceId: free, set: { name: "same" } });
    await popClient(emulator).request("DeleteNetworkInterface", { ...region, NetworkInterfaceId: free });
    clock.advance(1000);
    expect(emulator.store.interface(cloud, free)).toBeUndefined();
  });

  it("does not choose an address that the seed gives to another interface", () => {
    const given = { ...one, id: "eni-y", subnetId: tiny, privateIps: at("172.16.32.1") };
    emulator.seed({ interfaces: [{ ...one, subnetId: tiny }, given] });
    const addresses = ["eni-x", "eni-y"].map(
      (id) => emulator.store.interface(cloud, id)?.privateIps[0]?.address,
    );
    expect(addresses).toEqual(["172.16.32.2", "172.16.32.1"]);
    const swapped = [at("172.16.32.1"), at("172.16.32.2")];
    emulator.seed({
      interfaces: swapped.map((privateIps, index) => ({
        cloud,
        id: ["eni-x", "eni-y"][index] ?? "",
        privateIps,
      })),
    });
    const pool = emulator.store.addressPool(cloud, tiny);
    expect(["172.16.32.1", "172.16.32.2"].map((address) => pool?.owner(address))).toEqual(["eni-x", "eni-y"]);
  });
});

describe("A scenario file", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-scenario-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (content: unknown): string => {
    const path = join(folder, "scenario.json");
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };

  it("says all that exists except accounts and instance types, and its faults, throttles and durations", async () => {
    const path = write({
      vpcs: [{ cloud, id: "vpc-1", regionId: "cn-hangzhou" }],
      subnets: [{ cloud, id: "vsw-1", vpcId: "vpc-1", zoneId: "cn-hangzhou-h", cidr: "10.0.0.0/24" }],
      instances: [
        {
          cloud,
          id: "i-1",
          subnetId: "vsw-1",
          status: "starting",
          settlesTo: { status: "running", afterMs: 2000 },
        },
      ],
      interfaces: [
        { cloud, id: "eni-0", kind: "primary", instanceId: "i-1" },
        { cloud, id: "eni-1", subnetId: "vsw-1" },
      ],
      faults: [{ kind: "stuck", transition: "detach", times: "forever" }],
      throttles: [{ cloud, ratePerSecond: 10, burst: 20 }],
      transitionMs: { attach: 700, detach: { min: 1, max: 2, seed: 3 } },
    });
    const own = manualClock();
    const one = await createEmulator({ scenario: loadScenario(path), clock: own });
    expect(one.store.interfaces().map(({ id }) => id)).toEqual(["eni-0", "eni-1"]);
    expect(one.store.instance(cloud, "i-1")?.status).toBe("starting");
    own.advance(2000);
    expect(one.store.instance(cloud, "i-1")?.status).toBe("running");
    await popClient(one).request("AttachNetworkInterface", {
      ...region,
      InstanceId: "i-1",
      NetworkInterfaceId: "eni-1",
    });
    own.advance(699);
    expect(one.store.interface(cloud, "eni-1")?.status).toBe("attaching");
    own.advance(1);
    expect(one.store.interface(cloud, "eni-1")?.status).toBe("attached");
    expect(one.faults.list()).toHaveLength(1);
    await one.close();
  });

  it.each([
    ["{", /cannot be read/],
    [{ instances: [{ cloud, id: "i-1", status: "asleep" }] }, /instances\[0\]\.status/],
    [{ intefaces: [] }, /intefaces/],
    [{ subnets: [{ cloud, id: "s", vpcId: "v", zoneId: "z", cidr: "10.0.0.0/99" }] }, /subnets\[0\]\.cidr/],
    [{ transitionMs: "slow" }, /transitionMs/],
  ])("that is %p is refused with its name", (content, message) => {
    const path = write(content);
    expect(() => loadScenario(path)).toThrow(message);
    expect(() => loadScenario(path)).toThrow(path);
  });

  it("that does not exist is refused with its name", () => {
    expect(() => loadScenario("/nowhere.json")).toThrow(/\/nowhere.json cannot be read/);
  });
});
