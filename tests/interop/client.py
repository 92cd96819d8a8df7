"""A Matrix client that shares nothing with the app, for tests to drive: matrix-nio, with encryption.

Each line on standard input is a command, `{"do": "send", "room": "!…", "text": "Hello"}`, and each gets one line of
JSON as its answer, in order: `{"ok": …}` or `{"error": "…"}`. Once signed in it listens all the time; `heard` and
`wait` tell what came. It ends when its input does.
"""

import asyncio
import base64
import io
import json
import logging
import sys
import tempfile

from nio import (
    AsyncClient,
    AsyncClientConfig,
    ErrorResponse,
    Event,
    InviteMemberEvent,
    MegolmEvent,
    RoomEncryptedMedia,
    RoomMessageMedia,
)
from nio.crypto import decrypt_attachment

TEXT = "m.room.message"


def checked(response):
    if isinstance(response, ErrorResponse):
        raise RuntimeError(f"{response.status_code}: {response.message}")
    return response


def fits(pattern, value):
    """Whether everything in the pattern is in the value too."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(key in value and fits(part, value[key]) for key, part in pattern.items())
    return pattern == value


class Client:
    def __init__(self, store):
        self.store = store
        self.nio = None
        self.events = []
        self.files = {}
        self.news = asyncio.Condition()
        self.listening = None

    async def on_event(self, room, event):
        source = getattr(event, "source", {})
        heard = {
            "room": room.room_id,
            "event": getattr(event, "event_id", None),
            "sender": event.sender,
            "type": source.get("type"),
            "content": source.get("content", {}),
            "state_key": source.get("state_key"),
            "decrypted": bool(getattr(event, "decrypted", False)),
            "readable": not isinstance(event, MegolmEvent),
        }
        if isinstance(event, InviteMemberEvent):
            heard["content"] = {"membership": event.membership}
        if isinstance(event, (RoomMessageMedia, RoomEncryptedMedia)):
            self.files[event.event_id] = event
        async with self.news:
            self.events.append(heard)
            self.news.notify_all()

    async def login(self, homeserver, user, password, device="interop", register=False):
        config = AsyncClientConfig(encryption_enabled=True, max_limit_exceeded=5)
        self.nio = AsyncClient(homeserver, user, store_path=self.store, config=config)
        if register:
            checked(await self.nio.register(user, password, device))
        else:
            checked(await self.nio.login(password, device_name=device))
        for kind in (Event, InviteMemberEvent):
            self.nio.add_event_callback(self.on_event, kind)
        await self.sync()
        self.listening = asyncio.create_task(self.nio.sync_forever(timeout=30000))
        return {"user": self.nio.user_id, "device": self.nio.device_id}

    async def sync(self):
        """Once, without waiting for news; for before anything listens."""
        response = checked(await self.nio.sync(timeout=0, full_state=True))
        if self.nio.should_upload_keys:
            checked(await self.nio.keys_upload())
        return {"next": response.next_batch}

    async def create(self, name="", invite=(), encrypted=False, direct=False):
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}] if encrypted else []
        response = await self.nio.room_create(
            name=name or None, invite=invite, is_direct=direct, initial_state=state
        )
        room = checked(response).room_id
        await self.known(room)
        return {"room": room}

    async def known(self, room, ready=lambda room: True):
        """Waits until the listening has brought the room."""
        while room not in self.nio.rooms or not ready(self.nio.rooms[room]):
            await self.nio.synced.wait()

    async def invite(self, room, user):
        checked(await self.nio.room_invite(room, user))

    async def accept(self, room=None):
        """One invitation, or all."""
        rooms = [room] if room else list(self.nio.invited_rooms)
        for one in rooms:
            checked(await self.nio.join(one))
            await self.known(one)
        return {"rooms": rooms}

    async def leave(self, room):
        checked(await self.nio.room_leave(room))

    async def put(self, room, content, kind=TEXT):
        """Any event, encrypted where the room is."""
        await self.known(room)
        response = await self.nio.room_send(room, kind, content, ignore_unverified_devices=True)
        return {"event": checked(response).event_id}

    async def send(self, room, text, reply_to=None):
        content = {"msgtype": "m.text", "body": text}
        if reply_to:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self.put(room, content)

    async def react(self, room, event, key):
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.put(room, {"m.relates_to": relation}, "m.reaction")

    async def edit(self, room, event, text):
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": event}
        return await self.put(room, {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation})

    async def redact(self, room, event, reason=None):
        return {"event": checked(await self.nio.room_redact(room, event, reason)).event_id}

    async def upload(self, name, media_type, data, encrypted):
        """Where a file is, as the fields of an event say it: the encrypted form, or the plain address."""
        content = base64.b64decode(data)
        response, keys = await self.nio.upload(
            lambda *_: io.BytesIO(content), media_type, name, encrypt=encrypted, filesize=len(content)
        )
        uri = checked(response).content_uri
        return ({**keys, "url": uri} if encrypted else uri), {"mimetype": media_type, "size": len(content)}

    async def send_file(self, room, name, media_type, data, size=None, thumbnail=None):
        """`data` is base64; `size` is `[width, height]`, and `thumbnail` a small picture as base64."""
        await self.known(room)
        encrypted = self.nio.rooms[room].encrypted
        place, info = await self.upload(name, media_type, data, encrypted)
        if size:
            info.update({"w": size[0], "h": size[1]})
        if thumbnail:
            small, info["thumbnail_info"] = await self.upload("thumbnail", media_type, thumbnail, encrypted)
            info["thumbnail_file" if encrypted else "thumbnail_url"] = small
        kind = {"image": "m.image", "audio": "m.audio", "video": "m.video"}.get(media_type.split("/")[0], "m.file")
        body = {"msgtype": kind, "body": name, "info": info, "file" if encrypted else "url": place}
        return await self.put(room, body)

    async def download(self, event, thumbnail=False):
        """A file that was heard of, or the small picture of it, as base64."""
        content = self.files[event].source["content"]
        if thumbnail:
            file, plain = content["info"].get("thumbnail_file"), content["info"].get("thumbnail_url")
        else:
            file, plain = content.get("file"), content.get("url")
        data = checked(await self.nio.download(file["url"] if file else plain)).body
        if file:
            data = decrypt_attachment(data, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        return {"data": base64.b64encode(data).decode()}

    async def picture(self, data, media_type="image/png"):
        """Shows oneself by a picture, which is base64."""
        uri, _ = await self.upload("picture", media_type, data, False)
        checked(await self.nio.set_avatar(uri))
        return {"at": uri}

    async def read(self, room, event):
        checked(await self.nio.room_read_markers(room, event, event))

    async def typing(self, room, on=True):
        checked(await self.nio.room_typing(room, on))

    async def avatar(self, user):
        """Where somebody's picture is, if they have one."""
        # Where there is none, the answer has no field for it, which nio takes for an error.
        return {"at": getattr(await self.nio.get_avatar(user), "avatar_url", None)}

    async def receipts(self, room):
        """How far each has read, as far as they let others see it."""
        return {"read": {user: receipt.event_id for user, receipt in self.nio.rooms[room].read_receipts.items()}}

    async def members(self, room):
        found = checked(await self.nio.joined_members(room)).members
        return {"members": sorted(member.user_id for member in found)}

    async def rename(self, name):
        checked(await self.nio.set_displayname(name))

    async def heard(self):
        """Everything so far, in the order in which it came."""
        return {"events": self.events}

    async def wait(self, event, seconds=20):
        """The first event that has all of these fields, which may have come already."""
        return await asyncio.wait_for(self._first(event), seconds)

    async def _first(self, pattern):
        async with self.news:
            while True:
                for heard in self.events:
                    if fits(pattern, heard):
                        return heard
                await self.news.wait()

    async def close(self):
        if self.listening:
            self.listening.cancel()
        if self.nio:
            await self.nio.close()


async def answered(client, line):
    try:
        command = json.loads(line)
        name = command.pop("do")
        if name.startswith(("_", "on_")) or not callable(getattr(client, name, None)):
            raise ValueError(f"There is no command {name}.")
        return {"ok": await getattr(client, name)(**command)}
    except asyncio.TimeoutError:
        return {"error": "It did not come in time.", "last": client.events[-5:]}
    except Exception as error:  # The test decides what a failure means.
        return {"error": f"{type(error).__name__}: {error}"}


async def main():
    # It warns of what it then does right: keys that it asks for, and gets.
    logging.disable(logging.ERROR)
    lines = asyncio.StreamReader(limit=1 << 26)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    with tempfile.TemporaryDirectory() as store:
        client = Client(store)
        while line := await lines.readline():
            print(json.dumps(await answered(client, line)), flush=True)
        await client.close()


asyncio.run(main())
