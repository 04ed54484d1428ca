import type { Page } from 'playwright-core';

/** The larger difference of a colour, of 255, that is not seen. */
const OF_A_COLOUR = 8;

/**
 * Share of the area in which two PNGs differ, each averaged over two by two pixels, so that an edge drawn half a pixel aside is none;
 * 1 for pictures of different sizes. The browser that drew them reads them.
 */
export const differingShare = (page: Page, one: Buffer, other: Buffer): Promise<number> =>
  page.evaluate(`(async () => {
    const read = async (text) => {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const [width, height] = [Math.ceil(picture.width / 2), Math.ceil(picture.height / 2)];
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, width, height);
      return { size: picture.width + 'x' + picture.height, data: context.getImageData(0, 0, width, height).data };
    };
    const [a, b] = await Promise.all(['${one.toString('base64')}', '${other.toString('base64')}'].map(read));
    if (a.size !== b.size) return 1;
    let differing = 0;
    for (let i = 0; i < a.data.length; i += 4)
      if ([0, 1, 2].some((k) => Math.abs(a.data[i + k] - b.data[i + k]) > ${String(OF_A_COLOUR)})) differing += 1;
    return differing / (a.data.length / 4);
  })()`);
