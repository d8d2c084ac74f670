// What the manager's screen of messages asks of the server.
import { ask } from "./asking";

/** `service` is "*" for all kinds of problem. */
export interface TemplateKey {
  state: string;
  service: string;
  locale: string;
}

export interface TemplateWords {
  subject: string;
  /** Paragraphs, with an empty line between two. */
  body: string;
}

export interface Templates {
  states: string[];
  locales: string[];
  /** What may stand in braces. */
  fields: string[];
  services: { code: string; name: string }[];
  /** The messages for which the city has its own words. */
  own: TemplateKey[];
}

export interface UsedTemplate {
  words: TemplateWords;
  whose: "service" | "city" | "curbline";
  /** Whose words come when these are given up. */
  beneath: "city" | "curbline";
}

export interface TemplatePreview {
  problems: Partial<Record<keyof TemplateWords, string[]>>;
  /** As its reader gets it; null while something is wrong. */
  message: { subject: string; paragraphs: string[] } | null;
}

export const listTemplates = (): Promise<Templates> => ask("GET", "/notices/templates");

export const readTemplate = (key: TemplateKey): Promise<UsedTemplate> => ask("GET", of(key.state, key));

export const keepTemplate = (key: TemplateKey, words: TemplateWords): Promise<UsedTemplate> => ask("PUT", of(key.state, key), words);

export const giveUpTemplate = (key: TemplateKey): Promise<UsedTemplate> => ask("DELETE", of(key.state, key));

export const previewTemplate = (key: TemplateKey, words: TemplateWords): Promise<TemplatePreview> => ask("POST", of("preview", key), words);

const of = (part: string, { service, locale }: TemplateKey): string =>
  `/notices/templates/${encodeURIComponent(part)}?${new URLSearchParams({ service, locale })}`;
