import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type AnswerHead, watchAnswers } from "../../provider/core/answer-watch";
import { post } from "../../provider/core/http";
import { openRoute } from "../../provider/core/route";

describe("the heads of answers", () => {
  let server: Server;
  let endpoint: string;
  const date = "Sun, 29 Nov 2026 08:00:00 GMT";

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.writeHead(418, request.url === "/dated" ? { date } : { date: "soon" }).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );

  it("are told to the work that asked for them alone, also on a kept connection", async () => {
    const route = openRoute(endpoint, undefined);
    const ask = async (path: string) => {
      const heads: AnswerHead[] = [];
      await watchAnswers(
        (head) => heads.push(head),
        () => post(route, { path, headers: {}, body: "" }),
      );
      return heads.map(({ status, serverTimeMs }) => ({ status, serverTimeMs }));
    };
    expect(await ask("/dated")).toEqual([{ status: 418, serverTimeMs: Date.parse(date) }]);
    await post(route, { path: "/dated", headers: {}, body: "" });
    expect(await ask("/undated")).toEqual([{ status: 418, serverTimeMs: undefined }]);
  });
});
