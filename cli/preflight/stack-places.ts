import type { CloudName } from "../../provider/clouds";
import { UserError } from "../../provider/core/errors";
import { placeOf } from "../../provider/resources/arguments";
import type { StackResource } from "./exported-stack";
import type { OpenPlace, PlaceOpener } from "./open-place";
import type { OwnResource } from "./own-resource";
import { configurationOf } from "./provider-configuration";

/** The places of a stack's resources, each opened once. */
export class StackPlaces {
  private readonly opened = new Map<string, Promise<OpenPlace | string>>();

  constructor(
    private readonly resources: readonly StackResource[],
    private readonly open: PlaceOpener,
  ) {}

  /** The place with the configuration of the resource's provider; a text says why it cannot be asked. */
  of(cloud: CloudName, resource: OwnResource): Promise<OpenPlace | string> {
    try {
      const { regionId: region, profile, api, vpcId: vpc } = placeOf(resource.outputs);
      const key = JSON.stringify([cloud, region, profile, api, vpc, resource.provider]);
      const known = this.opened.get(key);
      if (known) return known;
      const options = { region, ...definedOf({ profile, api, vpc }) };
      const opening = this.open(cloud, options, configurationOf(resource, this.resources));
      this.opened.set(key, opening);
      return opening;
    } catch (error) {
      if (error instanceof UserError) return Promise.resolve(error.message);
      throw error;
    }
  }
}

function definedOf(options: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
