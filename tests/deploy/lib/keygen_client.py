"""A licensed program in Python, on keygen-py: what it did at each step, one line of JSON each.

Reads {url, account, product, key, public_key, fingerprint, licence_file} from its input. A line on its input is one wish,
because some of them want the vendor to do something in between.
"""
import asyncio
import json
import sys

import keygen_sh
from keygen_sh import config, license_file


def refusal(error):
    text = error.args[0]
    if not text.startswith("{"):  # the newest of its errors have no class in Python
        return {"refused": text}
    told = json.loads(text)
    details = told.get("details")
    return {"refused": told["type"], "code": details.get("code") if isinstance(details, dict) else None}


async def validate(world):
    licence = await keygen_sh.validate([world["fingerprint"]], [])
    return {"licence": licence.id, "key": licence.key, "status": licence.status}


async def activate(world):
    machine = await keygen_sh.license.License.activate_machine(world["licence"], world["fingerprint"], [])
    world["machine"] = machine
    return {"machine": machine.id, "fingerprint": machine.fingerprint}


async def overbook(world):
    await keygen_sh.license.License.activate_machine(world["licence"], "another", [])
    return {"machine": "a second one"}


async def ping(world):
    machine = await world["machine"].ping()
    return {"heartbeat": machine.heartbeat_status}


async def machine_file(world):
    file = await world["machine"].checkout(3600, ["license.entitlements"])
    file.verify()
    found = file.decrypt(world["key"] + world["fingerprint"])
    return {"machine": found.machine.id, "licence": found.license.id, "ttl": found.ttl}


async def licence_file(world):
    file = license_file.LicenseFile.build_from_cert(world["key"], world["licence_file"])
    file.verify()
    found = file.decrypt(world["key"])
    return {"licence": found.license.id, "ttl": found.ttl}


async def deactivate(world):
    await world["machine"].deactivate()
    return {}


async def main():
    world = json.loads(sys.stdin.readline())
    config.set_config(
        config.KeygenConfig(
            api_url=world["url"],
            api_version="1.7",
            api_prefix="v1",
            account=world["account"],
            product=world["product"],
            license_key=world["key"],
            public_key=world["public_key"],
            platform="linux",
        )
    )
    for line in sys.stdin:
        wish = json.loads(line)
        world.update(wish)
        try:
            did = await globals()[wish["step"]](world)
        except keygen_sh._errors.KeygenError as error:
            did = refusal(error)
        except Exception as error:  # whatever else it is, the test says it
            did = {"refused": type(error).__name__, "text": str(error)}
        print(json.dumps(did), flush=True)


asyncio.run(main())
