/** As the API bounds them. */
const countMax = 4
const bytesMax = 4 * 1024 * 1024
const bytesOfMessageMax = 8 * 1024 * 1024

export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** A picture that goes with the next message. */
export type Picture = { name: string; bytes: number; data: string }

/** Those that were there and the files, or why not all of them can go. */
export async function addPictures(
  there: Picture[],
  files: File[],
): Promise<{ pictures: Picture[]; trouble: string | null }> {
  const others = files.filter(file => !pictureTypes.includes(file.type))
  if (others.length > 0)
    return refuse('A message takes pictures (PNG, JPEG, GIF, WebP): put other files into Files, and name them here.')
  if (there.length + files.length > countMax) return refuse(`A message takes at most ${countMax} pictures.`)
  if (files.some(file => file.size > bytesMax)) return refuse('A picture may have at most 4 MiB.')
  const bytes = [...there.map(one => one.bytes), ...files.map(file => file.size)].reduce((sum, one) => sum + one, 0)
  if (bytes > bytesOfMessageMax) return refuse('The pictures of a message may have at most 8 MiB together.')
  const read = await Promise.all(files.map(readPicture))
  return { pictures: [...there, ...read], trouble: null }

  function refuse(trouble: string) {
    return { pictures: there, trouble }
  }
}

async function readPicture(file: File): Promise<Picture> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // In parts, as a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return { name: file.name || 'picture', bytes: file.size, data: btoa(text) }
}
