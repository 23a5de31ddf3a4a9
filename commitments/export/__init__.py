"""Taking the register home: the kept documents as tables, workbooks, JSON, feeds, and one package of all."""
