// The bitmap of a status sign for the map, which takes no SVG.
import { SIGN_PATHS, type Sign } from "../design/status-shapes";

const SIZE_PX = 24;

/** `scale` is device pixels a CSS pixel; `halo` keeps the sign apart from what lies under it. */
export function drawPin(sign: Sign, colours: { fill: string; edge: string; halo: string }, scale: number): ImageData {
  const side = Math.ceil(SIZE_PX * scale);
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser cannot draw on a canvas.");
  pen.scale(scale, scale);
  pen.translate(2.4, 2.4);
  pen.scale(0.8, 0.8);
  const outline = new Path2D(SIGN_PATHS[sign]);
  pen.lineJoin = "round";
  for (const [width, colour] of [[6, colours.halo], [2.5, colours.edge]] as const) {
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke(outline);
  }
  pen.fillStyle = colours.fill;
  pen.fill(outline);
  return pen.getImageData(0, 0, side, side);
}
