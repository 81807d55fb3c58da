const TYPE = /^multipart\/form-data\b/i;
const BOUNDARY = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i;
const NAME = /^content-disposition:\s*form-data\b.*;\s*name="([^"]*)"/im;
const FILE_NAME = /^content-disposition:.*;\s*filename\*?=/im;

export const isMultipart = (contentType: string): boolean => TYPE.test(contentType);

/**
 * The fields of a body of type multipart/form-data (RFC 7578), without files. A body with another boundary than its
 * header names has no fields.
 */
export function readMultipart(body: Buffer, contentType: string): [name: string, value: string][] {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return [];
  // A delimiter is a whole line; the line break before it belongs to it, also at the very start of the body.
  const [, ...parts] = `\r\n${body.toString("utf8")}`.split(`\r\n--${boundary}`);
  return parts.flatMap((part): [string, string][] => {
    const end = part.indexOf("\r\n\r\n");
    const header = part.slice(0, end);
    const name = NAME.exec(header)?.[1];
    if (end < 0 || name === undefined || FILE_NAME.test(header)) return [];
    return [[name, part.slice(end + 4)]];
  });
}
