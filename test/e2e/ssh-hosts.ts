// Two hosts to log in to, which are this machine: an sshd of the test's own, with keys of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './find-program.js';

export interface SshHosts {
  /** The command in place of ssh that knows the hosts `first` and `second`. */
  readonly ssh: string;
  /** What sshd has logged. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * @param folder that is there and empty
 * @param path the PATH of programs that run on the hosts
 */
export async function startSshHosts(folder: string, path: string): Promise<SshHosts> {
  const sshd = findProgram('sshd');
  const port = await freePort();
  const inFolder = (name: string) => join(folder, name);
  for (const name of ['host', 'user']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inFolder(name)]);
  }
  copyFileSync(inFolder('user.pub'), inFolder('authorized'));
  chmodSync(inFolder('authorized'), 0o600);
  mkdirSync(inFolder('home'));
  writeFileSync(inFolder('sshd_config'), serverConfig(folder, port, path));
  writeFileSync(inFolder('ssh_config'), clientConfig(folder, port));
  // Started by root, sshd wants this folder.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });

  const log = inFolder('log');
  const child = spawn(sshd, ['-D', '-E', log, '-f', inFolder('sshd_config')], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${readFileSync(log, 'utf8')}`);
  }
  return {
    ssh: `ssh -F ${inFolder('ssh_config')}`,
    log: () => readFileSync(log, 'utf8'),
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const serverConfig = (folder: string, port: number, path: string) => `Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/host
AuthorizedKeysFile ${folder}/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 100
SetEnv PATH=${path} HOME=${folder}/home
`;

const clientConfig = (folder: string, port: number) => `Host first second
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentityFile ${folder}/user
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile ${folder}/known_hosts
  LogLevel ERROR
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
