// Said when the sentences themselves could not be had: on a first visit that lost its signal. In every language, for none is
// known yet.
const SENTENCES = {
  en: "Curbline could not be loaded. Check your connection, then load the page again.",
  es: "No se pudo cargar Curbline. Revise su conexión y cargue la página otra vez.",
};

export function sayThatItDidNotLoad(): void {
  const lines = Object.entries(SENTENCES).map(([lang, text]) => Object.assign(document.createElement("p"), { lang, textContent: text, className: "page" }));
  document.getElementById("app")?.replaceChildren(...lines);
}
