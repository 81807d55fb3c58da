import type { CloudError } from "../../cloud-error";
import type { Store } from "../../store";
import type { HttpReply } from "../../wire";
import { pairOf } from "./codes";

/** In front of the message of every error that a product, not the gateway, raises. */
const MODULE_PREFIX = "(100004)";

/**
 * Two envelopes are published. The first pages show the code as text and the fields beside it; later ones the
 * code as a number, codeDesc, and the fields under data.
 */
export function isPageStyle(store: Store): boolean {
  return store.setting("tencent-v2.envelope") === "page";
}

export function success(fields: Readonly<Record<string, unknown>>, store: Store): HttpReply {
  return isPageStyle(store)
    ? render(200, { code: "0", message: "", ...fields })
    : render(200, {
        code: 0,
        message: "",
        codeDesc: "Success",
        ...(Object.keys(fields).length === 0 ? {} : { data: fields }),
      });
}

/** The first pages have no codeDesc: the words stand in the message. */
export function failure(error: CloudError, store: Store): HttpReply {
  const { code, codeDesc } = pairOf(error.code);
  const prefix = codeDesc === undefined ? "" : MODULE_PREFIX;
  if (isPageStyle(store)) {
    return render(error.httpStatus, { code: String(code), message: `${prefix}${codeDesc ?? error.message}` });
  }
  return render(error.httpStatus, {
    code,
    message: `${prefix}${error.message}`,
    ...(codeDesc === undefined ? {} : { codeDesc }),
  });
}

function render(status: number, fields: Readonly<Record<string, unknown>>): HttpReply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(fields) };
}
