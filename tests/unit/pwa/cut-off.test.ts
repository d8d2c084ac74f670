// An answer that was cut off on its way is as good as none, and breaks nothing.
import { bodyOf } from "../../../pwa/src/store/http";

/** An answer of which these are the first bytes, and then the line goes dead. */
const cutOff = (begins: string): Response =>
  new Response(
    new ReadableStream({
      start(line) {
        line.enqueue(new TextEncoder().encode(begins));
        line.error(new TypeError("network error"));
      },
    }),
  );

test("a whole answer is what it holds", async () => expect(await bodyOf(new Response('{"found":[]}'))).toEqual({ found: [] }));

test.each(["", '{"fou', '{"found":[]}'])("one that ends after %j is none", async (begins) => expect(await bodyOf(cutOff(begins))).toBeNull());

test("words that are no JSON are none", async () => expect(await bodyOf(new Response("<h1>Sign in to this network</h1>"))).toBeNull());
