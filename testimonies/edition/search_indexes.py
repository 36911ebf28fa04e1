from testimonies.edition.search.index import TestimonyIndex as TestimonyIndex
