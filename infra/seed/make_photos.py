"""Draws the demo city's photos into infra/seed/photos. Nobody's street: noise, light and paint, the same each time.

Run it with `python infra/seed/make_photos.py`. Grounds are height maps seen from above, lit from the left and tilted
into perspective; what stands on them is painted after that.
"""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

FOLDER = Path(__file__).parent / "photos"
WIDTH, HEIGHT = 1200, 900
SIDE = 1500
"""Pixels along a side of the ground as seen from above."""

Array = Any
Colour = tuple[float, float, float]
YY, XX = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)


def noise(rng: np.random.Generator, cell: float, shape: tuple[int, int] = (SIDE, SIDE)) -> Array:
    """Smooth noise of mean 0 whose bumps are `cell` pixels wide."""
    grid = rng.normal(size=(int(shape[0] / cell) + 3, int(shape[1] / cell) + 3)).astype(np.float32)
    image = Image.fromarray(grid).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.asarray(image)


def smooth(low: float, high: float, value: Array) -> Array:
    """0 below `low`, 1 above `high`, soft between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def paint(ground: Array, colour: Colour | Array, how_much: Array) -> Array:
    """The ground with a colour laid on where `how_much` is above 0."""
    return ground + (np.asarray(colour, np.float32) - ground) * how_much[..., None]


def lit(ground: Array, height: Array, strength: float = 0.06) -> Array:
    """The ground with light from the upper left on its heights."""
    dy, dx = np.gradient(height)
    return ground * np.clip(1 - strength * (dx + dy), 0.35, 1.6)[..., None]


def asphalt(rng: np.random.Generator, tone: float = 104) -> tuple[Array, Array]:
    """Colours and heights of an old road: stones, stains, wheel tracks and a few cracks."""
    stones = noise(rng, 3) * 0.9 + noise(rng, 6) * 0.6
    stains = noise(rng, 60) * 4 + noise(rng, 220) * 6
    tracks = 5 * np.cos(XX / SIDE * 9)
    bright = tone + stones * 9 + stains + tracks
    ground = bright[..., None] * np.array([1.0, 0.985, 0.95], np.float32)
    for cell in (190, 130):
        crack = np.abs(noise(rng, cell) + 0.12 * noise(rng, 14))
        ground = paint(ground, (52, 50, 48), (1 - smooth(0.004, 0.016, crack)) * smooth(-0.3, 0.8, noise(rng, 320)))
    return ground, stones


def street(rng: np.random.Generator) -> tuple[Array, Array]:
    """A road with a worn yellow line on the left, and a gutter, curb and sidewalk on the right."""
    ground, height = asphalt(rng)
    worn = smooth(-1.0, 0.4, noise(rng, 5) + 0.7 * noise(rng, 26) + 0.9)
    for left in (150, 205):
        line = smooth(left, left + 4, XX) * (1 - smooth(left + 30, left + 34, XX))
        ground = paint(ground, (214, 172, 62), line * worn * 0.9)
    concrete = 168 + noise(rng, 3) * 5 + noise(rng, 40) * 5 + noise(rng, 200) * 4
    slab = concrete[..., None] * np.array([1.0, 0.98, 0.93], np.float32)
    edge = 1210
    ground = paint(ground, (70, 68, 62), np.exp(-(((XX - edge + 26) / 26) ** 2)) * 0.55)
    ground = paint(ground, slab, smooth(edge, edge + 3, XX))
    ground = paint(ground, (120, 117, 110), smooth(edge, edge + 2, XX) * (1 - smooth(edge + 22, edge + 26, XX)))
    joints = np.minimum(np.abs((YY % 300) - 150), np.abs(XX - edge - 62))
    ground = paint(ground, (96, 93, 86), (1 - smooth(1.5, 4, joints)) * smooth(edge, edge + 4, XX) * 0.8)
    return ground, height


def hole(rng: np.random.Generator, ground: Array, height: Array) -> Array:
    """The street with a broken, half drowned pothole."""
    angle = np.arctan2(YY - 900, (XX - 690) * 0.82)
    far = np.hypot(YY - 900, (XX - 690) * 0.82)
    ragged = 34 * np.sin(angle * 3 + 1) + 20 * np.sin(angle * 7) + noise(rng, 34) * 15 + noise(rng, 12) * 5
    inside = 1 - far / (225 + ragged)
    deep = smooth(0.0, 0.3, inside) * 60 + smooth(0.2, 0.9, inside) * 30
    gravel = noise(rng, 9) * 5 + noise(rng, 18) * 6
    base = (86 + noise(rng, 7) * 15 + noise(rng, 16) * 13)[..., None] * np.array([1.0, 0.9, 0.76], np.float32)
    broken = 1 - smooth(0.0, 0.18, np.abs(inside + 0.06 + noise(rng, 20) * 0.03))
    ground = paint(ground, (138, 132, 122), broken * 0.45)
    ground = paint(ground, base, smooth(0.01, 0.05, inside))
    height = height * 1.0 - deep + gravel * smooth(0, 0.1, inside)
    ground = lit(ground, height, 0.075)
    shade = smooth(0, 0.05, inside) * np.clip(1 - smooth(0.02, 0.36, inside + (XX - 690 + YY - 900) / 1700), 0, 1)
    ground = paint(ground, (24, 22, 20), shade * 0.72)
    water = smooth(0.37, 0.41, inside + noise(rng, 50) * 0.03)
    sky = np.stack([176 - (YY - 700) * 0.14, 188 - (YY - 700) * 0.14, 198 - (YY - 700) * 0.13], -1)
    branches = smooth(0.25, 0.5, np.abs(noise(rng, 70)) + 0.12 * noise(rng, 8)) * smooth(700, 860, YY)
    sky = paint(sky, (74, 78, 74), (1 - branches) * 0.28)
    ground = paint(ground, sky + noise(rng, 30)[..., None] * 3, water * 0.9)
    ground = paint(ground, (30, 28, 26), (smooth(0.33, 0.38, inside) - water).clip(0) * 0.8)
    for _ in range(260):
        turn, out = rng.uniform(0, 2 * np.pi), rng.gamma(2.2, 46) + 215
        x, y, r = 690 + out * np.cos(turn) / 0.82, 900 + out * np.sin(turn), rng.uniform(2.5, 8)
        ground = stone(ground, x, y, r, rng.uniform(80, 150))
    return ground


def stone(ground: Array, x: float, y: float, r: float, tone: float) -> Array:
    """A loose stone and its shadow, painted in place."""
    x0, x1, y0, y1 = int(x - 2 * r), int(x + 3 * r), int(y - 2 * r), int(y + 3 * r)
    if x0 < 0 or y0 < 0 or x1 >= SIDE or y1 >= SIDE:
        return ground
    yy, xx = YY[y0:y1, x0:x1], XX[y0:y1, x0:x1]
    part = ground[y0:y1, x0:x1]
    part = paint(part, (34, 32, 30), (1 - smooth(r * 0.7, r * 1.3, np.hypot(xx - x - r * 0.6, yy - y - r * 0.6))) * 0.7)
    light = tone - (xx - x + yy - y) * 18 / r
    part = paint(
        part, np.stack([light, light * 0.97, light * 0.9], -1), 1 - smooth(r * 0.8, r, np.hypot(xx - x, yy - y))
    )
    ground[y0:y1, x0:x1] = part
    return ground


def patch(rng: np.random.Generator, ground: Array, height: Array) -> Array:
    """The same street after the work: a fresh black rectangle with a sealed edge."""
    wobble = noise(rng, 40) * 3
    inset = np.minimum(np.minimum(XX - 410, 985 - XX), np.minimum(YY - 650, 1170 - YY)) + wobble
    fresh = (50 + noise(rng, 3) * 7 + noise(rng, 5) * 6 + noise(rng, 120) * 2)[..., None]
    ground = lit(ground, height)
    ground = paint(ground, fresh * np.array([1.0, 1.0, 1.02], np.float32), smooth(0, 3, inset))
    seal = smooth(-16, -10, inset) * (1 - smooth(8, 15, inset))
    ground = paint(ground, (24, 24, 26), seal * 0.85)
    shine = smooth(0.3, 1.2, noise(rng, 4)) * smooth(-14, -6, inset) * (1 - smooth(4, 12, inset))
    return paint(ground, (150, 152, 156), shine * 0.35)


def tilted(ground: Array, top: float, far: float = 20, near: float = 420) -> Image.Image:
    """The ground as a camera sees it. Its far edge comes to `top` (share of the height) and reaches `far` pixels
    beyond both sides of the picture, its near edge `near` pixels.
    """
    y = top * HEIGHT
    here = [(-near, HEIGHT), (WIDTH + near, HEIGHT), (WIDTH + far, y), (-far, y)]
    there = [(0, SIDE), (SIDE, SIDE), (SIDE, 0), (0, 0)]
    rows, wanted = [], []
    for (x, y), (u, v) in zip(here, there, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    image = Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8))
    how = np.linalg.solve(np.array(rows), np.array(wanted))
    return image.transform((WIDTH, HEIGHT), Image.Transform.PERSPECTIVE, tuple(how), Image.Resampling.BICUBIC)


def save(name: str, image: Image.Image, rng: np.random.Generator, grain: float = 3.5, exposure: float = 1.0) -> None:
    """As a phone would keep it: a little soft, darker towards the corners, with the sensor's grain."""
    pixels: Array = np.asarray(image.filter(ImageFilter.GaussianBlur(0.7)), np.float32)
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    pixels = 255 * (pixels / 255) ** (1 / exposure)
    pixels = pixels * (1 - 0.14 * (x * x + y * y))[..., None] + rng.normal(size=(HEIGHT, WIDTH, 1)) * grain
    FOLDER.mkdir(exist_ok=True)
    made = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    for quality in range(82, 50, -4):
        made.save(FOLDER / name, "JPEG", quality=quality, optimize=True)
        if (FOLDER / name).stat().st_size < 175_000:
            return


def blurred(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(radius))


def glow(image: Image.Image, x: float, y: float, reach: float, colour: Colour, power: float) -> Image.Image:
    """The picture with a light in it: bright at (x, y), gone at `reach` pixels."""
    yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    fall = power * np.clip(1 - np.hypot(xx - x, yy - y) / reach, 0, 1) ** 2.4
    pixels = np.asarray(image, np.float32) + fall[..., None] * np.array(colour, np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def speckled(image: Image.Image, rng: np.random.Generator, amount: float, cell: float = 4) -> Image.Image:
    """The picture with an uneven surface, so that nothing painted on it is one flat colour."""
    rough = 1 + amount * (noise(rng, cell, (HEIGHT, WIDTH)) + noise(rng, cell * 9, (HEIGHT, WIDTH)))
    pixels = np.asarray(image, np.float32) * rough[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def shadow(image: Image.Image, shape: list[tuple[float, float]], radius: float, how_dark: float) -> Image.Image:
    """The picture with a soft shadow of this shape."""
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).polygon(shape, fill=int(255 * how_dark))
    return Image.composite(Image.new("RGB", image.size, (12, 13, 15)), image, blurred(mask, radius))


def draw_potholes() -> None:
    """A pothole, the same place patched, and two more on the other side of other roads."""
    scenes = (("pothole.jpg", 311, hole), ("pothole-patched.jpg", 311, patch))
    for name, seed, work in (*scenes, ("pothole-bend.jpg", 58, hole), ("pothole-crosswalk.jpg", 12, hole)):
        rng = np.random.default_rng(seed)
        ground, height = street(rng)
        if name == "pothole-crosswalk.jpg":
            bars = smooth(150, 156, YY % 300) * smooth(240, 246, XX) * (1 - smooth(1170, 1176, XX))
            ground = paint(ground, (206, 204, 196), bars * smooth(-1.2, 0.3, noise(rng, 6) + noise(rng, 40)) * 0.85)
        ground = work(rng, ground, height)
        save(name, tilted(ground if seed == 311 else ground[:, ::-1], top=-0.12), rng, exposure=1.22)


def draw_leaves() -> None:
    """A pile of leaves along the curb."""
    rng = np.random.default_rng(43)
    ground, height = street(rng)
    image = Image.fromarray(np.clip(lit(ground, height), 0, 255).astype(np.uint8))
    heap = [(rng.normal(985, 135), 640 + rng.normal(0, 215)) for _ in range(5200)]
    heap += [(rng.uniform(250, 1480), rng.uniform(60, 1460)) for _ in range(260)]
    colours = [
        (168, 98, 34),
        (190, 132, 44),
        (122, 70, 32),
        (204, 158, 70),
        (142, 52, 30),
        (96, 62, 34),
        (158, 120, 60),
    ]
    shade = Image.new("L", image.size, 0)
    ImageDraw.Draw(shade).ellipse((700, 210, 1270, 1090), fill=170)
    image = Image.composite(Image.new("RGB", image.size, (30, 22, 16)), image, blurred(shade, 40))
    for i, (x, y) in enumerate(heap):
        size, turn, dim = rng.uniform(13, 27), rng.uniform(0, np.pi), 0.42 + 0.62 * min(1, i / 4600)
        around = np.linspace(0, 2 * np.pi, 9)
        out = size * (0.62 + 0.38 * np.abs(np.sin(around * 2.5 + turn)))
        leaf = np.stack([x + out * np.cos(around + turn), y + out * 0.62 * np.sin(around + turn)], -1)
        colour = np.array(colours[rng.integers(len(colours))]) * dim * rng.uniform(0.8, 1.15)
        draw = ImageDraw.Draw(image)
        draw.polygon([(a + 3, b + 4) for a, b in leaf], fill=(38, 28, 20))
        draw.polygon([(a, b) for a, b in leaf], fill=tuple(int(min(255, c)) for c in colour))
        draw.line([tuple(leaf[0]), tuple(leaf[4])], fill=tuple(int(c * 0.7) for c in colour), width=2)
    save("leaves.jpg", tilted(np.asarray(image, np.float32), top=-0.12), rng, exposure=1.2)


def draw_lamp() -> None:
    """A street at dusk: the near lamp dead among lit ones, then lit."""
    for name, works in (("lamp-dark.jpg", False), ("lamp-lit.jpg", True)):
        rng = np.random.default_rng(7)
        image = dusk(rng)
        for x, top, reach in ((742, 372, 60), (655, 418, 34)):
            image = glow(image, x - 10, top + 4, reach * 2.2, (255, 190, 110), 1.0)
        image = lamp(image, 930, 120, 2.4, works)
        for x, top, scale in ((742, 372, 0.8), (655, 418, 0.42)):
            image = lamp(image, x, top, scale, True)
        if works:
            image = glow(image, 786, 150, 420, (255, 205, 130), 0.75)
            image = glow(image, 740, 800, 560, (190, 140, 80), 0.5)
            image = glow(image, 786, 148, 70, (255, 240, 210), 1.6)
        save(name, image, rng, grain=6)


def dusk(rng: np.random.Generator) -> Image.Image:
    """Sky, trees, houses with a lit window, and the street, at the end of twilight."""
    rise = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    low, high = np.array([188, 128, 110], np.float32), np.array([30, 42, 78], np.float32)
    sky = high + (low - high) * np.clip(rise * 1.75, 0, 1) ** 2.2 + noise(rng, 120, (HEIGHT, WIDTH))[..., None] * 4
    image = Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8).repeat(1, axis=1))
    ground, height = street(rng)
    dim = np.array([0.36, 0.37, 0.46], np.float32)
    road = tilted(lit(ground, height) * dim, top=0.56, far=-480, near=900)
    draw = ImageDraw.Draw(image)
    for x, wide, top in (
        (0, 210, 330),
        (190, 150, 395),
        (330, 120, 425),
        (830, 110, 420),
        (915, 130, 392),
        (1030, 190, 330),
    ):
        draw.polygon(
            [(x, 560), (x, top + 46), (x + wide / 2, top), (x + wide, top + 46), (x + wide, 560)], fill=(24, 25, 36)
        )
    for x, y, size in ((60, 440, 26), (112, 440, 26), (240, 470, 18), (1085, 440, 28)):
        draw.rectangle((x, y, x + size, y + size * 1.3), fill=(226, 172, 92))
        draw.line((x + size / 2, y, x + size / 2, y + size * 1.3), fill=(60, 44, 34), width=2)
    for x, y, r in ((420, 440, 62), (470, 470, 40), (806, 470, 44), (1180, 330, 120), (20, 300, 130)):
        for _ in range(150):
            a, b = (x, y) + r * rng.normal(0, (0.5, 0.42)).clip(-0.9, 0.9)
            c = rng.uniform(0.1, 0.3) * r
            draw.ellipse((a - c, b - c, a + c, b + c), fill=(18, 20, 27))
        draw.line((x, y, x, 570), fill=(16, 17, 23), width=max(3, r // 10))
    draw.polygon([(0, 512), (560, 500), (640, 500), (WIDTH, 512), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(27, 30, 32))
    mask = Image.fromarray((np.asarray(road).sum(-1) > 6).astype(np.uint8) * 255)
    image.paste(road, (0, 0), mask.filter(ImageFilter.MedianFilter(5)))
    return image


def lamp(image: Image.Image, x: float, top: float, scale: float, works: bool) -> Image.Image:
    """A lamp post whose arm reaches to the left, over the road."""
    draw = ImageDraw.Draw(image)
    foot = top + 300 * scale if scale > 1 else 505 + 30 * scale
    width = max(2, int(7 * scale))
    draw.line((x, top + 18 * scale, x, foot), fill=(20, 22, 28), width=width)
    draw.arc(
        (x - 66 * scale, top, x + width / 2, top + 60 * scale), 265, 2, fill=(20, 22, 28), width=max(2, int(5 * scale))
    )
    head = (x - 84 * scale, top - 4 * scale, x - 28 * scale, top + 9 * scale)
    draw.rounded_rectangle(head, radius=5 * scale, fill=(26, 28, 34))
    glass = (x - 80 * scale, top + 7 * scale, x - 40 * scale, top + 13 * scale)
    draw.ellipse(glass, fill=(255, 238, 200) if works else (58, 64, 76))
    return image


def draw_bins() -> None:
    """Two bins by a wall with bags around them, then emptied."""
    for name, full in (("bins-full.jpg", True), ("bins-emptied.jpg", False)):
        rng = np.random.default_rng(19)
        image = corner(rng)
        if full:
            for x, y, r in ((235, 640, 82), (930, 655, 88)):
                image = bag(image, rng, x, y, r)
        for x in (330, 610):
            image = bin_at(image, x, full)
        if full:
            for x, y, r in ((405, 318, 62), (480, 330, 56), (690, 312, 66), (765, 330, 52)):
                image = bag(image, rng, x, y, r, on_ground=False)
            for x, y, r in ((330, 742, 80), (560, 760, 92), (700, 752, 70), (1035, 735, 72), (842, 775, 66)):
                image = bag(image, rng, x, y, r)
            image = litter(image, rng)
        save(name, speckled(image, rng, 0.03), rng, exposure=1.15)


def corner(rng: np.random.Generator) -> Image.Image:
    """A brick wall above a sidewalk."""
    wall = Image.new("RGB", (WIDTH, HEIGHT), (150, 142, 132))
    draw = ImageDraw.Draw(wall)
    for row in range(18):
        for column in range(-1, 14):
            x, y = column * 96 + (row % 2) * 48, row * 34
            tone = rng.normal(0, 9)
            colour = (int(146 + tone), int(92 + tone * 0.7), int(74 + tone * 0.6))
            draw.rectangle((x, y, x + 90, y + 28), fill=colour)
    concrete = 172 + noise(rng, 3) * 6 + noise(rng, 50) * 6 + noise(rng, 240) * 6
    joints = np.minimum(np.abs(XX % 500 - 250), np.abs(YY % 500 - 250))
    slab = paint(concrete[..., None] * np.array([1.0, 0.98, 0.94], np.float32), (96, 94, 88), 1 - smooth(2, 5, joints))
    floor = tilted(slab, top=0.6, far=100, near=700)
    wall.paste(floor.crop((0, 542, WIDTH, HEIGHT)), (0, 542))
    return shadow(wall, [(0, 520), (WIDTH, 520), (WIDTH, 575), (0, 575)], 16, 0.55)


def bin_at(image: Image.Image, x: int, full: bool) -> Image.Image:
    """A green wheeled bin; a full one's lid stands open."""
    image = shadow(image, [(x + 20, 770), (x + 235, 770), (x + 400, 700), (x + 220, 660)], 18, 0.62)
    draw = ImageDraw.Draw(image)
    for i in range(240):
        light = 0.62 + 0.5 * np.exp(-(((i - 70) / 70) ** 2))
        inset = 0
        colour = (int(38 * light), int(98 * light), int(66 * light))
        lean = (i - 120) * 0.12
        draw.line((x + i, 372 + inset, x + i - lean, 770), fill=colour, width=2)
    for dx in (52, 120, 188):
        draw.line((x + dx, 420, x + dx - (dx - 120) * 0.1, 750), fill=(22, 66, 44), width=4)
    draw.rounded_rectangle((x - 10, 352, x + 250, 388), 8, fill=(34, 84, 58))
    draw.rounded_rectangle((x - 10, 352, x + 250, 362), 5, fill=(64, 124, 92))
    for dx in (26, 186):
        draw.ellipse((x + dx, 742, x + dx + 46, 788), fill=(22, 22, 24))
        draw.ellipse((x + dx + 15, 757, x + dx + 31, 773), fill=(92, 92, 92))
    if full:
        lid = [(x + 4, 352), (x + 236, 352), (x + 262, 176), (x + 30, 164)]
        draw.polygon(lid, fill=(28, 70, 48))
        draw.polygon([(x + 22, 338), (x + 222, 338), (x + 244, 190), (x + 46, 180)], fill=(23, 57, 40))
        draw.rectangle((x, 340, x + 240, 358), fill=(12, 16, 14))
    else:
        draw.polygon([(x - 12, 354), (x + 252, 354), (x + 236, 318), (x + 6, 318)], fill=(44, 104, 72))
        draw.line((x + 6, 319, x + 236, 319), fill=(88, 150, 116), width=4)
    return image


def bag(
    image: Image.Image, rng: np.random.Generator, x: float, y: float, r: float, on_ground: bool = True
) -> Image.Image:
    """A tied bag of rubbish, black or white, with creases that catch the light."""
    if on_ground:
        around = [
            (x + r * 0.3 + 1.2 * r * np.cos(t), y + r * 0.82 + 0.28 * r * np.sin(t)) for t in np.linspace(0, 6.3, 20)
        ]
        image = shadow(image, around, 10, 0.7)
    pale = rng.random() < 0.34
    yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    turn = np.arctan2(yy - y, xx - x)
    lumpy = 1 + 0.07 * np.sin(turn * 3 + rng.uniform(0, 6)) + 0.04 * np.sin(turn * 7 + rng.uniform(0, 6))
    out = np.hypot((xx - x) / 1.08, np.where(yy > y, (yy - y) * 1.18, (yy - y) * 0.98)) / (r * lumpy)
    creases = np.abs(noise(rng, 15, (HEIGHT, WIDTH)) + 0.6 * noise(rng, 34, (HEIGHT, WIDTH)))
    light = 1 - 0.45 * (xx - x + 1.3 * (yy - y)) / r
    tone = (190 if pale else 36) * np.clip(light, 0.45, 1.4)
    tone = tone + (1 - smooth(0.0, 0.22, creases)) * (26 if pale else 62) * np.clip(light - 0.5, 0, 1)
    skin = np.stack([tone, tone, tone * (1.0 if pale else 1.1)], -1)
    pixels = paint(np.asarray(image, np.float32), skin, 1 - smooth(0.97, 1.02, out))
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    knot = (206, 206, 204) if pale else (44, 44, 50)
    tie = [(x - 6, y - r * 0.9), (x - 20, y - r * 1.26), (x, y - r * 1.1), (x + 18, y - r * 1.3), (x + 8, y - r * 0.9)]
    ImageDraw.Draw(image).polygon(tie, fill=knot)
    return image


def litter(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Paper, cups and cans on the ground."""
    colours = [(226, 222, 212), (186, 60, 48), (206, 172, 116), (70, 110, 160), (222, 226, 228), (170, 138, 92)]
    for _ in range(34):
        x, y, size = rng.uniform(60, 1150), rng.uniform(690, 880), rng.uniform(10, 26)
        turn = rng.uniform(0, np.pi)
        shape = [(x + size * np.cos(turn + t), y + size * 0.5 * np.sin(turn + t)) for t in (0, 0.9, 3.1, 4.2)]
        image = shadow(image, [(a + 4, b + 5) for a, b in shape], 3, 0.5)
        ImageDraw.Draw(image).polygon(shape, fill=colours[rng.integers(len(colours))])
    return image


def draw_car() -> None:
    """A car that stands in a bike lane, from behind."""
    rng = np.random.default_rng(23)
    ground, height = street(rng)
    lane = smooth(780, 786, XX) * (1 - smooth(1180, 1186, XX))
    worn = smooth(-1.4, 0.2, noise(rng, 5) + 0.6 * noise(rng, 40) + 0.8)
    ground = paint(ground, (58, 128, 84), lane * worn * 0.8)
    for left in (752, 1160):
        ground = paint(
            ground, (222, 222, 214), smooth(left, left + 3, XX) * (1 - smooth(left + 24, left + 27, XX)) * worn
        )
    symbol = Image.new("L", (SIDE, SIDE), 0)
    draw = ImageDraw.Draw(symbol)
    for x in (900, 1060):
        draw.ellipse((x - 62, 1130, x + 62, 1330), outline=255, width=18)
    draw.line([(900, 1230), (950, 1090), (1040, 1090), (985, 1230), (900, 1230)], fill=255, width=18, joint="curve")
    draw.line([(950, 1090), (985, 1230), (1040, 1090), (1060, 1230)], fill=255, width=18)
    draw.line([(1030, 1050), (1040, 1090)], fill=255, width=18)
    draw.line([(1030, 1050), (1075, 1050)], fill=255, width=18)
    draw.line([(930, 1070), (975, 1070)], fill=255, width=18)
    ground = paint(ground, (226, 226, 218), np.asarray(symbol, np.float32) / 255 * worn)
    road = tilted(lit(ground, height), top=0.36, far=-300, near=700)
    image = backdrop(rng)
    image.paste(road, (0, 0), Image.fromarray((np.asarray(road).sum(-1) > 6).astype(np.uint8) * 255))
    save("bike-lane-car.jpg", car(image), rng, exposure=1.2)


def backdrop(rng: np.random.Generator) -> Image.Image:
    """Pale sky, trees far off, and grass to both sides."""
    rise = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    sky = np.array([158, 184, 208], np.float32) + np.array([150, 90, 40], np.float32) * rise
    sky = np.broadcast_to(sky, (HEIGHT, WIDTH, 3)) + noise(rng, 150, (HEIGHT, WIDTH))[..., None] * 5
    image = Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(1500):
        x, tall = rng.uniform(-40, WIDTH + 40), rng.uniform(0, 1)
        reach = 90 + 120 * abs(x - 600) / 600
        y, r, tone = 345 - tall * reach, rng.uniform(8, 30), rng.uniform(0.6, 1.1)
        colour = (int(74 * tone), int(94 * tone), int(50 * tone))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    draw.rectangle((0, 322, WIDTH, HEIGHT), fill=(104, 120, 66))
    return speckled(blurred(image, 2), rng, 0.05)


def car(image: Image.Image) -> Image.Image:
    """A grey car's back, parked on the lane."""
    x, y = 655, 318
    image = shadow(image, [(x + 6, y + 296), (x + 400, y + 296), (x + 430, y + 330), (x - 20, y + 336)], 13, 0.92)
    draw = ImageDraw.Draw(image)
    for dx in (24, 312):
        draw.rounded_rectangle((x + dx, y + 230, x + dx + 70, y + 322), 16, fill=(20, 20, 22))
    for i in range(200):
        light = 1.08 - 0.5 * i / 200
        pull = 10 * (i / 200 - 0.5) ** 2
        colour = (int(128 * light), int(136 * light), int(146 * light))
        draw.line((x + pull, y + 100 + i, x + 406 - pull, y + 100 + i), fill=colour)
    roof = [(x + 12, y + 104), (x + 70, y + 12), (x + 110, y), (x + 296, y), (x + 336, y + 12), (x + 394, y + 104)]
    draw.polygon(roof, fill=(142, 150, 160))
    draw.polygon([(x + 50, y + 98), (x + 92, y + 26), (x + 314, y + 26), (x + 356, y + 98)], fill=(38, 48, 58))
    draw.polygon([(x + 62, y + 94), (x + 98, y + 30), (x + 190, y + 30), (x + 130, y + 94)], fill=(78, 96, 112))
    draw.line((x + 10, y + 104, x + 396, y + 104), fill=(178, 186, 194), width=3)
    for left, inner in ((x + 6, x + 74), (x + 332, x + 400)):
        draw.rounded_rectangle((left, y + 124, inner, y + 166), 9, fill=(150, 24, 26))
        draw.rounded_rectangle((left + 6, y + 128, inner - 6, y + 142), 6, fill=(206, 60, 56))
    draw.rounded_rectangle((x + 146, y + 168, x + 260, y + 208), 4, fill=(218, 220, 216))
    draw.rectangle((x + 160, y + 182, x + 246, y + 192), fill=(120, 128, 150))
    draw.rounded_rectangle((x - 4, y + 226, x + 410, y + 276), 14, fill=(84, 90, 98))
    draw.line((x + 8, y + 230, x + 398, y + 230), fill=(132, 140, 148), width=3)
    draw.rectangle((x + 92, y + 276, x + 316, y + 298), fill=(30, 31, 34))
    return image


if __name__ == "__main__":
    for draw_scene in (draw_potholes, draw_leaves, draw_lamp, draw_bins, draw_car):
        draw_scene()
