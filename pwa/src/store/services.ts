// The kinds of problem in the language that this person reads. Pure.
import type { ServiceDoc } from "@sync/protocol/messages";
import type { StoredDoc } from "@sync/client/ports";

/** The documents, each service in this language; its keywords in all of them, for nobody thinks in one alone. */
export function spoken(docs: StoredDoc[], language: string): StoredDoc[] {
  return docs.map((doc) => (doc.kind === "service" ? { ...doc, doc: inLanguage(doc.doc as ServiceDoc, language) } : doc));
}

function inLanguage(service: ServiceDoc, language: string): ServiceDoc {
  const others = Object.values(service.translations ?? {});
  const said = service.translations?.[language];
  const keywords = [...service.keywords, ...others.flatMap((one) => one.keywords ?? [])];
  // The city's own name is one more word to be found by.
  if (!said) return { ...service, keywords: [...keywords, ...others.map(({ name }) => name)] };
  const { name, description, group } = said;
  return { ...service, name, description: description || service.description, group: group || service.group, keywords: [...keywords, service.name] };
}
