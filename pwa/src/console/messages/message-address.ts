// Where a message's words are looked at. Pure.
import type { TemplateKey } from "../../store/templates";

export const messageAddress = ({ state, service, locale }: TemplateKey): string =>
  `/desk/messages?${new URLSearchParams({ when: state, kind: service, language: locale })}`;
