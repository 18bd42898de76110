"""Board, administration, departments, units and teams over time; people, roles and rights.

Legal basis: SOSFS 2011:9 3 kap. 3 § (tasks are distributed), 4 kap. (fitted to the activity);
OSL (2009:400) for who may see what. Stage: planera. Verbs: add_unit, change_unit, move_unit,
end_unit, add_account, give_role, end_role.
"""
