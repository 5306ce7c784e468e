import { Problem } from './problem'
import type { paths } from './schema'

export const pageHeader = 'X-OmniSage-Page'

/** The workspace that the page shows. */
export const workspace = 'default'

type Method = 'get' | 'post' | 'put' | 'delete'

type With<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never
}[keyof paths]

type Json<R, S> = S extends keyof R
  ? R[S] extends { content: { 'application/json': infer B } } ? B : undefined
  : never

type Answer<O> = O extends { responses: infer R } ? Json<R, 200> | Json<R, 201> | Json<R, 202> : never

type Query<O> = O extends { parameters: { query?: infer Q } } ? Q : never

type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never

export type Wish<O> = {
  path?: Record<string, string>
  query?: Query<O>
  body?: Body<O>
  /** The ETag of what was seen, without quotes. */
  ifMatch?: string
  signal?: AbortSignal
}

let onSignedOut: () => void = () => {}

/** Called when the API does not know this browser any more. */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then
}

export function address(template: string, path: Record<string, string> = {}): string {
  const values: Record<string, string> = { workspace, ...path }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}

/** One request, with the credential that the browser holds; what fails is thrown as a `Problem`. */
export async function request(method: string, url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set(pageHeader, '1')
  let response: Response
  try {
    response = await fetch(url, { ...init, method, headers, credentials: 'same-origin', redirect: 'error' })
  } catch (fault) {
    if (init.signal?.aborted) throw fault
    throw Problem.unreachable
  }
  if (response.ok) return response
  const problem = await Problem.of(response)
  if (problem.status === 401) onSignedOut()
  throw problem
}

/** Calls an operation of the OpenAPI document, by its method and path. */
export async function call<M extends Method, P extends With<M>>(
  method: M,
  path: P,
  wish: Wish<paths[P][M]> = {},
): Promise<Answer<paths[P][M]>> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(wish.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const headers: Record<string, string> = {}
  if (wish.body !== undefined) headers['Content-Type'] = 'application/json'
  if (wish.ifMatch !== undefined) headers['If-Match'] = `"${wish.ifMatch}"`
  const search = query.size > 0 ? `?${query}` : ''
  const response = await request(method.toUpperCase(), address(path, wish.path) + search, {
    headers,
    body: wish.body === undefined ? null : JSON.stringify(wish.body),
    signal: wish.signal ?? null,
  })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as Answer<paths[P][M]>
}
