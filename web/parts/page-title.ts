import { useEffect } from 'react';

const product = 'Hebi 合璧';

/** What the browser calls the page: several of them have to be told apart. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined || title === '' ? product : `${title} · ${product}`;
    return () => {
      document.title = product;
    };
  }, [title]);
}
