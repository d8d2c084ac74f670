import { versionAddress } from "../../../pwa/src/console/places/version-address";
import { failedWords } from "../../../pwa/src/design/failed-words";
import { NotTaken } from "../../../pwa/src/store/asking";
import { Refused } from "../../../pwa/src/store/session";
import { districtWords as say, showArea } from "../../../pwa/src/words/districts";
import { managerWords } from "../../../pwa/src/words/manager";

describe("the words of the districts' screen", () => {
  test.each([
    [0.2, "1 m²"],
    [350, "350 m²"],
    [4200, "0.4 ha"],
    [3_559_384, "3.6 km²"],
  ])("an area of %d m² is said as %s", (m2, said) => expect(showArea(m2)).toBe(said));

  test("an overlap says whose points they are", () => {
    expect(say.overlap("East", "North", 4200)).toBe("East and North overlap by 0.4 ha. Points there go to East: first by name.");
  });

  test("a gap names its neighbours, or the one area that it lies in", () => {
    expect(say.gap(["East", "North", "West"], 4200)).toBe("A gap of 0.4 ha between East, North and West. Nobody answers there.");
    expect(say.gap(["East"], 4200)).toBe("A gap of 0.4 ha in East. Nobody answers there.");
  });

  test("what would move is counted against all that are open", () => {
    expect(say.moves(31, 240)).toBe("31 of 240 open reports would move.");
    expect(say.moves(0, 240)).toBe("None of 240 open reports would move.");
    expect(say.moves(0, 0)).toBe("No open report uses this layer.");
  });

  test("what the server says of a file is said to the manager, and nothing else of its own", () => {
    expect(failedWords(new NotTaken("bad_value", "The file holds no features."))).toBe("The file holds no features.");
    expect(failedWords(new NotTaken("internal_error", "Traceback"))).toBe(managerWords.failed.other);
    expect(failedWords(new Refused("offline"))).toBe(managerWords.failed.offline);
    expect(failedWords(new TypeError("x is undefined"))).toBe(managerWords.failed.other);
    expect(failedWords({ code: "toString" })).toBe(managerWords.failed.other);
  });

  test("an address names layer and version, whatever the layer is called", () => {
    const address = new URL(versionAddress("roads & bridges/1", 3), "http://localhost");
    expect([address.searchParams.get("layer"), address.searchParams.get("version")]).toEqual(["roads & bridges/1", "3"]);
  });
});
