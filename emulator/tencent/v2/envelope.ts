import type { CloudError } from "../../cloud-error";
import type { Store } from "../../store";
import type { HttpReply } from "../../wire";
import { pairOf } from "./codes";

/** The start of the message of every error that a product raises, not the gateway. */
const MODULE_PREFIX = "(100004)";

/**
 * Two envelopes are documented. In the first pages the code is text, and the fields are beside it. In later pages the
 * code is a number, there is a codeDesc, and the fields are under data.
 */
export function isPageStyle(store: Store): boolean {
  return store.setting("tencent-v2.envelope") === "page";
}

export function success(fields: Readonly<Record<string, unknown>>, store: Store): HttpReply {
  if (isPageStyle(store)) return render(200, { code: "0", message: "", ...fields });
  // The lists of networks have their data beside the code on the pages of both generations.
  const isFlat = Object.hasOwn(fields, "totalCount");
  return isFlat
    ? render(200, { code: 0, message: "", codeDesc: "Success", ...fields })
    : render(200, {
        code: 0,
        message: "",
        codeDesc: "Success",
        ...(Object.keys(fields).length === 0 ? {} : { data: fields }),
      });
}

/** The first pages have no codeDesc: the message contains the word. */
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
