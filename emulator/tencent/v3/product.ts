import type { Action, Call, HttpRequest } from "../../wire";
import { type Product, products } from "./actions";
import { refuse } from "./codes";
import { headerOf, productOfHost } from "./request";
import { parseAuthorizationTc3 } from "./signature-tc3";

/** Finds the action. The host names the product, or the credential's scope does. */
export function findAction({ request, version, action }: Call): Action {
  const candidates = candidatesFor(request).filter((product) => product.version === version);
  if (candidates.length === 0) throw refuse("NoSuchVersion");
  const owner = candidates.find(({ actions }) => Object.hasOwn(actions, action));
  const found = owner?.actions[action];
  if (found === undefined) throw refuse("InvalidAction");
  return found;
}

/** With a custom endpoint the SDKs put the first label of its host into the scope, so that it can be any product. */
function candidatesFor(request: HttpRequest): readonly Product[] {
  const host = productOfHost(request);
  if (host !== undefined) return [productNamed(host)];
  const service = parseAuthorizationTc3(headerOf(request, "authorization"))?.service ?? "";
  return Object.hasOwn(products, service) ? [productNamed(service)] : Object.values(products);
}

function productNamed(name: string): Product {
  const found = Object.hasOwn(products, name) ? products[name] : undefined;
  if (found === undefined) throw refuse("NoSuchProduct");
  return found;
}
