import { getUrl, list, uploadData } from 'aws-amplify/storage';
import { useEffect, useState } from 'react';

import { ownFolder, type Folder } from './own-folder.ts';

type Photo = { readonly path: string; readonly name: string; readonly url: string };

async function photosIn({ bucket, prefix }: Folder): Promise<Photo[]> {
  const { items } = await list({ path: prefix, options: { bucket, listAll: true } });
  const files = items.filter(({ path }) => !path.endsWith('/'));
  return Promise.all(
    files.map(async ({ path }) => {
      const { url } = await getUrl({ path, options: { bucket } });
      return { path, name: path.slice(prefix.length), url: url.href };
    }),
  );
}

async function upload({ bucket, prefix }: Folder, files: Iterable<File>): Promise<void> {
  const uploads = [...files].map(
    (file) =>
      uploadData({
        path: `${prefix}${file.name}`,
        data: file,
        options: { bucket, contentType: file.type },
      }).result,
  );
  await Promise.all(uploads);
}

/** The photos of whoever is signed in, and a way to add some. */
export function Photos() {
  const [folder, setFolder] = useState<Folder>();
  const [photos, setPhotos] = useState<readonly Photo[]>();
  const [problem, setProblem] = useState('');

  /** Does it, and shows what the folder holds then. */
  const show = async (act: () => Promise<Folder>) => {
    setProblem('');
    try {
      const place = await act();
      setFolder(place);
      setPhotos(await photosIn(place));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };

  useEffect(() => void show(ownFolder), []);

  const add = (files: FileList | null) => {
    if (!folder || !files) return;
    const chosen = [...files];
    void show(async () => {
      await upload(folder, chosen);
      return folder;
    });
  };

  return (
    <main>
      {problem && <p role="alert">{problem}</p>}
      <ul className="photos">
        {photos?.map(({ path, name, url }) => (
          <li key={path}>
            <figure>
              <img src={url} alt={name} />
              <figcaption>{name}</figcaption>
            </figure>
          </li>
        ))}
        <li>
          <label className="add">
            <input
              type="file"
              accept="image/*"
              multiple
              disabled={!folder}
              onChange={({ target }) => {
                add(target.files);
                target.value = '';
              }}
            />
            Add photos
          </label>
        </li>
      </ul>
    </main>
  );
}
