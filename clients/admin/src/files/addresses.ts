import { address } from '../api/client'

const files = '/api/v1/workspaces/{workspace}/files'

/** Where a file's bytes are; each part of its path is escaped, as an escaped slash would be another name. */
export const fileAddress = (path: string): string =>
  `${address(files)}/${path.split('/').map(encodeURIComponent).join('/')}`

export const artifactAddress = (id: string): string =>
  address('/api/v1/workspaces/{workspace}/artifacts/{artifact}/content', { artifact: id })

/** Where the page shows them. */
export const filePlace = (path: string): string => `#/files/${encodeURIComponent(path)}`

export const artifactPlace = (id: string): string => `#/artifacts/${id}`

/** The place in a run where an artifact was made. */
export const madePlace = (run: string, artifact: string): string => `#/runs/${run}/${artifact}`
