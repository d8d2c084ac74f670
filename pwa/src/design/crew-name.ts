// The name of a crew that this phone has heard of; "" otherwise.
import { crews } from "../store";

export const crewName = (id: string | null): string => crews.value.find((crew) => crew.id === id)?.name ?? "";
