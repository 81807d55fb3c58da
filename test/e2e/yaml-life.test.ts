import { yaml } from "./program-languages";
import { describeLife } from "./resource-life";

describeLife(yaml);
