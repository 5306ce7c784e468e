import { call } from '../api/client'
import type { Run } from '../api/types'

export type Tree = { run: Run; children: Tree[] }

/** Bounds of what is read for one page. */
const heightMax = 10
const runsMax = 100

const find = (run: string, signal: AbortSignal) =>
  call('get', '/api/v1/workspaces/{workspace}/runs/{run}', { path: { run }, signal })

/** The whole tree that a run stands in, from the message that began it. */
export async function readTree(id: string, signal: AbortSignal): Promise<Tree> {
  let top = await find(id, signal)
  for (let height = 0; top.run.parent && height < heightMax; height++) top = await find(top.run.parent, signal)
  let left = runsMax
  const grow = async (run: Run, children: Run[]): Promise<Tree> => {
    const grown: Tree[] = []
    for (const child of children.toSorted((a, b) => a.created.localeCompare(b.created))) {
      if (left-- <= 0) break
      grown.push(await grow(child, (await find(child.id, signal)).children))
    }
    return { run, children: grown }
  }
  return grow(top.run, top.children)
}

export const findRun = (tree: Tree, id: string): Run | null =>
  tree.run.id === id ? tree.run : (tree.children.map(child => findRun(child, id)).find(found => found) ?? null)
