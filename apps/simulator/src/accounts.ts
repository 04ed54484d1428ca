import { CreatedSource, CreatedToken, CreatedUser, IssuedKey, SourceRecord, page, type Role } from '@cockpit/contracts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNITS } from './units';
import { CockpitError, type Cockpit } from './cockpit';
import type { SimulatedHall } from './halls';
import type { Memory } from './memory';

/** The source that brings the past: its times do not move the feed clocks of the halls it tells of. */
export const ARCHIVE = 'sim-archive';
/** The case system: matters of the standard hall, some of them handed in elsewhere. */
export const CASES = 'sim-cases';
/** The hotline and its AI assistant: consultations, most of which name no hall. */
export const HOTLINE = 'sim-hotline';
/** Extension points, and what brings their past. */
export const POINTS = 'sim-points';
export const POINTS_ARCHIVE = 'sim-points-archive';
const POINT_HALLS = ['EP1', 'EP2', 'EP3', 'EP4', 'EP5', 'EP6'];

export interface Person {
  name: string;
  displayName: string;
  role: Role;
  halls: 'all' | string[];
  officerId?: string;
  units?: string[];
}
export const ADMINISTRATOR: Person = { name: 'admin', displayName: '系统管理员', role: 'administrator', halls: 'all' };
/** People of the demonstration, one a role. */
const PEOPLE: readonly Person[] = [
  ADMINISTRATOR,
  { name: 'manager', displayName: '服务部领导', role: 'manager', halls: 'all' },
  { name: 'h32', displayName: '值班长（云江）', role: 'supervisor', halls: ['H32', 'H32-T'] },
  { name: 'h12', displayName: '值班长（青石）', role: 'supervisor', halls: ['H12'] },
  { name: 'guide', displayName: '导办员', role: 'guide', halls: ['H32'] },
  { name: 'officer', displayName: '窗口民警', role: 'officer', halls: ['H32'], officerId: 'H32-P01' },
  {
    name: 'unit',
    displayName: '后台审批',
    role: 'unit',
    halls: ['H32', 'H42', 'H08', 'H12'],
    units: Object.values(UNITS),
  },
];

export interface SignIn {
  name: string;
  displayName: string;
  role: Role;
  password: string;
}

/** Keys of the sources and tokens of the shift leads, each made once and kept. */
export async function ensureKeys(
  admin: Cockpit,
  memory: Memory,
  halls: readonly SimulatedHall[],
  save: () => void,
): Promise<void> {
  const wanted = [
    { source: ARCHIVE, halls: halls.map(({ code }) => code) },
    { source: CASES, halls: ['H32', 'H12'] },
    { source: HOTLINE, halls: ['H32', 'H42', 'H08'] },
    { source: POINTS, halls: POINT_HALLS },
    { source: POINTS_ARCHIVE, halls: POINT_HALLS },
    ...halls.map(({ source, code }) => ({ source, halls: [code] })),
  ];
  const ensureKey = async ({ source, halls: scope }: (typeof wanted)[number]): Promise<void> => {
    if (memory.keys[source] !== undefined) return;
    memory.keys[source] = await sourceKey(admin, source, scope);
    save();
  };
  const ensureLead = async ({ code, twinOf }: SimulatedHall): Promise<void> => {
    if (twinOf !== undefined || memory.tokens[code] !== undefined) return;
    const name = `sim-lead-${code.toLowerCase()}-${Date.now().toString(36)}`;
    memory.tokens[code] = CreatedToken.parse(
      await admin.send('POST', '/v1/tokens', { name, role: 'supervisor', halls: [code] }),
    ).secret;
    save();
  };
  await Promise.all([...wanted.map(ensureKey), ...halls.map(ensureLead)]);
}

/** @returns the key of a source, made with it, or a new one where the file that held it was lost */
async function sourceKey(admin: Cockpit, name: string, halls: string[]): Promise<string> {
  try {
    return CreatedSource.parse(await admin.send('POST', '/v1/sources', { name, halls })).key.secret;
  } catch (error) {
    if (!(error instanceof CockpitError) || error.status !== 409) throw error;
  }
  const { items } = await admin.get('/v1/sources', page(SourceRecord));
  const usable = items
    .find((one) => one.name === name)
    ?.keys.find(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt === null);
  if (!usable) throw new Error(`source ${name} exists but has no key that could be renewed`);
  const path = `/v1/sources/${encodeURIComponent(name)}/keys/${encodeURIComponent(usable.id)}/rotate`;
  return IssuedKey.parse(await admin.send('POST', path, { overlapMin: 0 })).secret;
}

/** Makes whoever can sign in to the demonstration and has no account yet. */
export async function ensurePeople(admin: Cockpit, dataDir: string): Promise<void> {
  const known = signInsOf(dataDir);
  const ensure = async (wanted: Person): Promise<void> => {
    if (known.some(({ name }) => name === wanted.name)) return;
    const { name, displayName, role } = wanted;
    try {
      const { password } = CreatedUser.parse(
        await admin.send('POST', '/v1/users', { ...wanted, mustChangePassword: false }),
      );
      if (password !== undefined) keepSignIn(dataDir, { name, displayName, role, password });
    } catch (error) {
      // Somebody has made an account of that name: it is theirs.
      if (!(error instanceof CockpitError) || error.status !== 409) throw error;
    }
  };
  await Promise.all(PEOPLE.map(ensure));
}

const signInFile = (dataDir: string): string => join(dataDir, 'sign-in.json');

function signInsOf(dataDir: string): SignIn[] {
  const file = signInFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SignIn[]) : [];
}

/** In DATA_DIR/sign-in.json, readable by its owner alone. */
export function keepSignIn(dataDir: string, signIn: SignIn): void {
  const others = signInsOf(dataDir).filter(({ name }) => name !== signIn.name);
  writeFileSync(signInFile(dataDir), `${JSON.stringify([...others, signIn], null, 2)}\n`, { mode: 0o600 });
}

const MOST_TOKENS = 100;
/**
 * A token that stands on the pages by its name, as a person would; made once and kept under `key`. An earlier simulator's may have
 * that name already: then the next one has a number.
 */
export async function tokenNamed(
  bureau: Cockpit,
  key: string,
  wanted: { name: string; role: Role; halls?: readonly string[]; units?: readonly string[] },
  memory: Memory,
  save: () => void,
): Promise<string> {
  const kept = memory.tokens[key];
  if (kept !== undefined) return kept;
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? wanted.name : `${wanted.name}-${String(nth)}`;
    try {
      const { secret } = CreatedToken.parse(await bureau.send('POST', '/v1/tokens', { ...wanted, name }));
      memory.tokens[key] = secret;
      save();
      return secret;
    } catch (error) {
      if (!(error instanceof CockpitError) || error.status !== 409 || nth === MOST_TOKENS) throw error;
    }
  }
}
