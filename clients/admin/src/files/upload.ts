import { request } from '../api/client'
import { messageOf, Problem } from '../api/problem'
import type { FileItem } from '../api/types'
import { fileAddress } from './addresses'

/** As long as the operator has not set another bound (`Api:FileBytesMax`), which the API then tells. */
export const usualBytesMax = 32 * 1024 * 1024

export type Uploaded =
  | { state: 'done' }
  | { state: 'exists'; sha256: string }
  | { state: 'failed'; why: string }

/** Letters with their accents in one piece, as paths have them. */
export const pathOf = (folder: string, name: string): string =>
  [...folder.split('/').filter(part => part !== ''), name].join('/').normalize('NFC')

/**
 * Puts a file there. What is there already stays unless it is the very one that was to be replaced, so that nothing is
 * overwritten that nobody has seen.
 */
export async function upload(
  path: string,
  file: File,
  replaces: string | null,
  signal: AbortSignal,
): Promise<Uploaded> {
  const guard: Record<string, string> = replaces === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${replaces}"` }
  try {
    const headers = { ...guard, 'Content-Type': 'application/octet-stream' }
    await request('PUT', fileAddress(path), { headers, body: file, signal })
    return { state: 'done' }
  } catch (fault) {
    if (fault instanceof Problem && fault.code === 'outdated') return await whatIsThere(path, signal)
    return { state: 'failed', why: messageOf(fault) }
  }
}

async function whatIsThere(path: string, signal: AbortSignal): Promise<Uploaded> {
  try {
    const response = await request('GET', `${fileAddress(path)}?info=true`, { signal })
    return { state: 'exists', sha256: ((await response.json()) as FileItem).sha256 }
  } catch (fault) {
    return { state: 'failed', why: messageOf(fault) }
  }
}
