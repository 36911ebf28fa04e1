"""One story for each threat: somebody tries what they would try, and the house stands.

| threat | story |
|---|---|
| guessing codes; telling a draft from what never was | `test_enumeration` |
| a page elsewhere that sends our forms | `test_cross_site` |
| fields that no form shows | `test_mass_assignment` |
| markup kept in a text | `test_stored_markup` |
| a planted or a stolen session | `test_sessions` |
| a forged host name; poisoned caches | `test_hosts_and_caches` |
| cells that are formulas; files in forms nobody asked for | `test_formula_cells` |
| files that burst | `test_bombs` |
| searches that hold a core | `test_expensive_searches` |
| an insider | `test_rogue_staff` |
| a database edited by hand | `test_edited_by_hand`, `test_forged_publications` |
| a page that looks like ours | `test_phishing` |
| a legal demand, a raid: a copy of the public server and of the receipts | `test_seized` |
| somebody in the staff server while it runs | `test_live_server` |
| a stolen machine, without the custodian's key | `test_stolen_machine` |
| a taken-over public process | `tests.walls.test_public_process`, `tests.walls.test_another_user` |
| what is printed and left lying about | `tests.walls.test_logs` |

Each line of the table of compromises in SECURITY.md is tried: `tests.walls.test_compromises` says by which tests.
"""
