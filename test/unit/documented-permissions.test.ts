import { cloudCases } from "../support/cloud-cases";
import { readPage } from "../support/markdown-pages";

const { text } = readPage("docs/credentials.md");

it.each(cloudCases)("the page on credentials names every permission of $title", ({ cloud, place }) => {
  const { actions } = cloud.connect(
    { profile: undefined, api: undefined, vpcId: undefined, ...place },
    { config: () => undefined, environment: {}, homeDirectory: "/nowhere" },
  ).access;
  const missing = actions.flatMap(({ permission = "" }) => (text.includes(permission) ? [] : [permission]));
  expect(missing).toEqual([]);
});
