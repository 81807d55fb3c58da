import { cloudConfiguration } from "../../provider/clouds/configuration";
import type { Cloud } from "../../provider/contract/cloud";
import { commonConfiguration } from "../../provider/contract/configuration";
import { kindsOf } from "./resource-kind";
import { configurationSpecs } from "./schema-configuration";
import { objectTypes } from "./schema-property";
import { resourceSpec } from "./schema-resource";
import type { PackageSpec } from "./schema-spec";

/** What the schema takes from package.json. */
export interface PackageFacts {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
  readonly homepage?: string;
  readonly repository?: { readonly url: string };
}

/** sdk/schema.json, the whole file: what every language knows of the provider. */
export function schemaText(root: string, clouds: readonly Cloud[], facts: PackageFacts): string {
  return `${JSON.stringify(packageSpec(root, clouds, facts), undefined, 2)}\n`;
}

export function packageSpec(root: string, clouds: readonly Cloud[], facts: PackageFacts): PackageSpec {
  const { version, description, keywords, license, homepage } = facts;
  const repository = facts.repository?.url.replace(/^git\+/, "").replace(/\.git$/, "");
  const configuration = configurationSpecs(commonConfiguration, clouds, cloudConfiguration);
  return {
    name: "eni",
    version,
    displayName: "Cloud network interfaces (ENI)",
    description,
    keywords: [...keywords, "category/network", "kind/native"],
    ...(homepage === undefined ? {} : { homepage }),
    ...(repository === undefined ? {} : { repository }),
    license,
    publisher: "pulumi-eni",
    // Without it, the generators expect tokens such as eni:alibaba/networkInterface:NetworkInterface.
    meta: { moduleFormat: "(.*)" },
    language: languages(repository),
    config: { variables: configuration },
    types: objectTypes,
    provider: {
      description: "Where the provider finds keys and endpoints, and how it previews.",
      inputProperties: configuration,
    },
    resources: Object.fromEntries(
      clouds.flatMap((cloud) =>
        kindsOf(cloud).map((kind) => [
          `eni:${cloud.name}:${kind.className}`,
          resourceSpec(root, cloud, kind),
        ]),
      ),
    ),
  };
}

/** How the SDKs are named. They carry the version, so that the engine looks for the plugin of the same one. */
function languages(repository: string | undefined): PackageSpec["language"] {
  const goModule = `${repository?.replace(/^https:\/\//, "") ?? "pulumi-eni"}/sdk/go`;
  return {
    // What `pulumi import` writes for TypeScript imports the classes of this package.
    nodejs: { packageName: "pulumi-eni", respectSchemaVersion: true },
    python: {
      packageName: "pulumi_eni",
      pyproject: { enabled: true },
      pythonRequires: ">=3.9",
      requires: { pulumi: ">=3.165.0,<4.0.0" },
      respectSchemaVersion: true,
    },
    go: {
      importBasePath: `${goModule}/eni`,
      modulePath: goModule,
      generateResourceContainerTypes: false,
      respectSchemaVersion: true,
    },
    csharp: { rootNamespace: "PulumiEni", respectSchemaVersion: true },
  };
}
