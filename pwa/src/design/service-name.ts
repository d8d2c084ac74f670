// The words for a service code, also when the service was retired since.
import { services } from "../store";

export function serviceName(code: string): string {
  const name = services.value.find((service) => service.id === code)?.name;
  if (name) return name;
  const plain = code.replace(/[-_]/g, " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
