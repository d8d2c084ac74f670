// How a file is to be read: which of its fields is which, chosen by real values, and which layer it becomes.
import { useRef, useState } from "preact/hooks";
import { Choice } from "../../design/choice";
import { ErrorSummary, type Mistake } from "../../design/error-summary";
import { failedWords } from "../../design/failed-words";
import { navigate } from "../../design/router";
import { TextField } from "../../design/text-field";
import { makeDraft, type FileSheet, type UploadedFile } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { versionAddress } from "./version-address";

interface Props {
  found: UploadedFile;
  /** The layers there are. */
  layers: string[];
  /** The layer that was asked for; empty: any. */
  into: string;
}

const NEW = "";

export function FieldsForm({ found, layers, into }: Props) {
  const [at, setAt] = useState(0);
  const sheet = found.sheets[at];
  const [layer, setLayer] = useState(into || layers[0] || NEW);
  const [newLayer, setNewLayer] = useState("");
  if (!sheet) return null;
  const target = layer === NEW ? newLayer.trim() : layer;
  return (
    <section class="card stack" aria-label={found.file_name}>
      <p>
        <strong>{say.holds(found.file_name, sheet.count)}</strong>{" "}
        {sheet.crs ? say.crs(sheet.crs) : sheet.needs_crs && say.noCrs}
      </p>
      {found.sheets.length > 1 && (
        <Choice
          id="sheet"
          label={say.sheet}
          value={String(at)}
          options={found.sheets.map((one, i) => [String(i), say.sheetOption(one.layer ?? "", one.count)])}
          onChange={(value) => setAt(Number(value))}
        />
      )}
      <Choice
        id="layer"
        label={say.layer}
        value={layer}
        options={[...new Set(into ? [into, ...layers] : layers), NEW].map((name) => [name, name || say.newLayer])}
        onChange={setLayer}
      />
      {layer === NEW && <TextField id="new-layer" label={say.layerName} value={newLayer} onInput={setNewLayer} longest={200} />}
      <Reading key={at} found={found} sheet={sheet} layer={target} />
    </section>
  );
}

function Reading({ found, sheet, layer }: { found: UploadedFile; sheet: FileSheet; layer: string }) {
  const [name, setName] = useState(sheet.name_field ?? "");
  const [crew, setCrew] = useState(sheet.crew_field ?? "");
  const [crs, setCrs] = useState("");
  const [mistakes, setMistakes] = useState<Mistake[]>([]);
  const [busy, setBusy] = useState(false);
  const tried = useRef(0);
  const chosen = sheet.fields.find((field) => field.name === name);
  const options = sheet.fields.map((field): [string, string] => [field.name, say.sample(field.name, field.samples)]);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    tried.current += 1;
    const missing = missingParts(layer, name, sheet.needs_crs && !crs.trim());
    setMistakes(missing);
    if (missing.length) return;
    setBusy(true);
    try {
      const { upload, file_name } = found;
      const asked = { upload, file_name, layer, name_field: name, crew_field: crew || null, crs: crs.trim() || null };
      const { version } = await makeDraft({ ...asked, source_layer: sheet.layer });
      navigate(versionAddress(version.layer, version.number));
    } catch (error) {
      setMistakes([{ text: failedWords(error) }]);
      setBusy(false);
    }
  }

  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary mistakes={mistakes} attempt={tried.current} />
      <Choice id="name-field" label={say.nameField} value={name} options={name ? options : [["", "–"], ...options]} onChange={setName}>
        {chosen && !chosen.is_unique && <p class="places-doubt">{say.notUnique}</p>}
        {chosen && !chosen.is_filled && <p class="places-doubt">{say.notFilled}</p>}
      </Choice>
      <Choice id="crew-field" label={say.crewField} value={crew} options={[["", say.noCrewField], ...options]} onChange={setCrew} />
      {sheet.needs_crs && <TextField id="crs" label={say.crsField} hint={say.crsHint} value={crs} onInput={setCrs} longest={80} />}
      <div class="cluster">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          {busy ? say.making : say.make}
        </button>
        <span class="quiet">{say.nothingYet}</span>
      </div>
    </form>
  );
}

const missingParts = (layer: string, name: string, crsMissing: boolean): Mistake[] => [
  ...(layer ? [] : [{ field: "new-layer", text: say.layerMissing }]),
  ...(name ? [] : [{ field: "name-field", text: say.fieldMissing }]),
  ...(crsMissing ? [{ field: "crs", text: say.crsMissing }] : []),
];
