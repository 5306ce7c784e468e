import type { Labels } from '../api/types'
import { number, object, type StoredEvent, text } from './types'

/** A file that a run made and that was kept, as its journal tells it. */
export type Kept = { id: string; path: string; bytes: number; mediaType: string; labels: Labels }

/** What `artifact.created` says; null where its payload is gone. */
export function kept(event: StoredEvent): Kept | null {
  const artifact = object(event.payload, 'artifact')
  if (!artifact) return null
  return {
    id: text(artifact, 'id'),
    path: text(artifact, 'path'),
    bytes: number(artifact, 'bytes') ?? 0,
    mediaType: text(artifact, 'mediaType'),
    labels: event.labels,
  }
}
