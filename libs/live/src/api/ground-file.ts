import { readFile, stat } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Ground } from '@cockpit/contracts';
import { SETTINGS, unprocessable, type Settings } from '@cockpit/platform';
import { readGround } from './ground';

const BYTES_MOST = 20_000_000;

/** The map file that the settings name, read again when it has changed. */
@Injectable()
export class GroundFile {
  private known: { stamp: string; ground: Ground } | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'mapFile'>) {}

  async read(): Promise<Ground> {
    const path = this.settings.mapFile;
    if (path === undefined) return { shapes: [] };
    const { mtimeMs, size } = await stat(path).catch((error: unknown) => refuse('', textOf(error)));
    const stamp = `${String(mtimeMs)} ${String(size)}`;
    if (this.known?.stamp === stamp) return this.known.ground;
    if (size > BYTES_MOST) refuse('', `${String(size)} bytes; simplify it to ${String(BYTES_MOST)} or fewer`);
    const read = readGround(await readFile(path, 'utf8').then(parsed, (error: unknown) => refuse('', textOf(error))));
    if ('fault' in read) return refuse(read.fault.path, read.fault.message);
    this.known = { stamp, ground: read.ground };
    return read.ground;
  }
}

function parsed(text: string): unknown {
  try {
    // some programs write a byte order mark
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    return refuse('', textOf(error));
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function refuse(path: string, message: string): never {
  throw unprocessable('map-file-unusable', `MAP_FILE: ${path === '' ? '' : `${path}: `}${message}`, [
    { path, message },
  ]);
}
