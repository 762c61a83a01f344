import { BlockList, isIP } from 'node:net';

/** Where this server may send requests that somebody else chose the address of. */
export interface AddressGuard {
  /**
   * @param address an IP address, not a name
   * @param secure whether the connection is encrypted: public addresses are reached by https only
   */
  permits(address: string, secure: boolean): boolean;
}

/** Not the public internet (IANA's special-purpose registries), and the one public metadata address. */
const closed4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  '168.63.129.16/32',
];
/** Of global unicast, what embeds another address or leads nowhere. */
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** Everything else of IPv6 is closed: loopback, mapped, translated, local, multicast. */
const global6 = ['2000::/3'];

/** Whether a text is a network in CIDR notation, such as `10.0.0.0/8` or `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    rest.length === 0 &&
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) <= (family === 4 ? 32 : 128)
  );
}

/** @param allowed networks that are permitted although they are not public, by plain http as well */
export function openAddressGuard(allowed: readonly string[]): AddressGuard {
  const allowedNets = networks(allowed);
  const closed = networks([...closed4, ...closed6]);
  const global = networks(global6);
  return {
    permits: (given, secure) => {
      const address = given.replace(/%.*$/, '');
      const family = isIP(address);
      if (family === 0) return false;
      const kind = family === 4 ? 'ipv4' : 'ipv6';
      if (allowedNets.check(address, kind)) return true;
      if (!secure || closed.check(address, kind)) return false;
      return family === 4 || global.check(address, kind);
    },
  };
}

function networks(list: readonly string[]): BlockList {
  const nets = new BlockList();
  for (const each of list) {
    const [address = '', prefix = ''] = each.split('/');
    nets.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return nets;
}
